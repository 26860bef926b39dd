namespace AlgZoo.Fixtures;

/// <summary>The forward passes and their scoring as one writes them down, in single precision: what the closed forms of the host are held against.</summary>
public static class ForwardPasses
{
    /// <summary>Arguments: hidden size d, sequence length n, outputs o.</summary>
    public static float[] Rnn(int d, int n, int o)
    {
        float[] input = Numbers(d), recurrent = Numbers(d * d), output = Numbers(o * d), x = Numbers(n);
        float[] state = new float[d];
        for (int i = 0; i < d; i++)
        {
            // The state is zero before the first step: only the input contributes.
            state[i] = MathF.Max(0, input[i] * x[0]);
        }

        for (int t = 1; t < n; t++)
        {
            float[] next = new float[d];
            for (int i = 0; i < d; i++)
            {
                float sum = input[i] * x[t];
                for (int j = 0; j < d; j++)
                {
                    sum += recurrent[(i * d) + j] * state[j];
                }

                next[i] = MathF.Max(0, sum);
            }

            state = next;
        }

        return Apply(output, state);
    }

    /// <summary>Arguments: hidden size d, sequence length n, layers.</summary>
    public static float[] Transformer(int d, int n, int layers)
    {
        float[] embedding = Numbers(n * d), positions = Numbers(n * d);
        float[][] stream = new float[n][];
        for (int position = 0; position < n; position++)
        {
            stream[position] = new float[d];
            for (int i = 0; i < d; i++)
            {
                stream[position][i] = embedding[i] + positions[(position * d) + i];
            }
        }

        for (int layer = 0; layer < layers; layer++)
        {
            float[] query = Numbers(d * d), key = Numbers(d * d), value = Numbers(d * d), output = Numbers(d * d);
            float[][] keys = new float[n][], values = new float[n][];
            for (int position = 0; position < n; position++)
            {
                keys[position] = Apply(key, stream[position]);
                values[position] = Apply(value, stream[position]);
            }

            // What the last layer does at other positions is never read.
            float[][] updated = (float[][])stream.Clone();
            for (int position = layer == layers - 1 ? n - 1 : 0; position < n; position++)
            {
                updated[position] = Attend(Apply(query, stream[position]), keys, values, output, stream[position]);
            }

            stream = updated;
        }

        return Apply(Numbers(n * d), stream[n - 1]);
    }

    /// <summary>Position of the largest of o logits.</summary>
    public static int Argmax(float[] logits)
    {
        int best = 0;
        for (int i = 1; i < logits.Length; i++)
        {
            if (logits[i] > logits[best])
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>log of the sum of exponentials, less the logit of the answer.</summary>
    public static float CrossEntropy(float[] logits)
    {
        float sum = MathF.Exp(logits[0]);
        for (int i = 1; i < logits.Length; i++)
        {
            sum += MathF.Exp(logits[i]);
        }

        return MathF.Log(sum) - logits[0];
    }

    private static float[] Attend(float[] query, float[][] keys, float[][] values, float[] output, float[] residual)
    {
        float[] weights = new float[keys.Length];
        for (int k = 0; k < keys.Length; k++)
        {
            weights[k] = MathF.Exp(Dot(query, keys[k]));
        }

        float total = weights[0];
        for (int k = 1; k < weights.Length; k++)
        {
            total += weights[k];
        }

        for (int k = 0; k < weights.Length; k++)
        {
            weights[k] /= total;
        }

        float[] mixture = new float[query.Length];
        for (int i = 0; i < mixture.Length; i++)
        {
            float sum = weights[0] * values[0][i];
            for (int k = 1; k < weights.Length; k++)
            {
                sum += weights[k] * values[k][i];
            }

            mixture[i] = sum;
        }

        float[] updated = Apply(output, mixture);
        for (int i = 0; i < updated.Length; i++)
        {
            updated[i] += residual[i];
        }

        return updated;
    }

    private static float[] Apply(float[] matrix, float[] vector)
    {
        float[] product = new float[matrix.Length / vector.Length];
        for (int i = 0; i < product.Length; i++)
        {
            product[i] = Dot(matrix.AsSpan(i * vector.Length, vector.Length), vector);
        }

        return product;
    }

    private static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        float sum = left[0] * right[0];
        for (int i = 1; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    // Values that need no arithmetic to make.
    private static float[] Numbers(int count)
    {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = (i % 3) - 1;
        }

        return numbers;
    }
}
