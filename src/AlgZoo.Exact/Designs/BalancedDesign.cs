namespace AlgZoo.Exact;
