"""Loads every .pth of a folder and compares it with its .safetensors twin and with what `algzoo truth` said of it (.truth)."""
import itertools
import json
import pathlib
import struct
import sys

import torch
from torch import nn

SEQUENCES = 2**18
STANDARD_ERRORS = 5  # false-alarm rate of the six sampled comparisons together: 3.4e-6 for a change of the random streams


class Rnn(nn.Module):
    def __init__(self, d, outputs):
        super().__init__()
        self.rnn = nn.RNN(1, d, nonlinearity="relu", bias=False, batch_first=True)
        self.linear = nn.Linear(d, outputs, bias=False)

    def forward(self, x):
        return self.linear(self.rnn(x[..., None])[0][:, -1])


class Transformer(nn.Module):
    def __init__(self, d, n, layers):
        super().__init__()
        self.embed = nn.Embedding(n, d)
        self.pos_embed = nn.Embedding(n, d)
        self.attns = nn.ModuleList(nn.MultiheadAttention(d, 1, bias=False, batch_first=True) for _ in range(layers))
        self.unembed = nn.Linear(d, n, bias=False)

    def forward(self, x):
        s = self.embed(x) + self.pos_embed.weight
        for attention in self.attns:
            s = s + attention(s, s, s, need_weights=False)[0]
        return self.unembed(s[:, -1])


def safetensors(path):
    content = path.read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    header = json.loads(content[8 : 8 + length])
    header.pop("__metadata__")
    values = content[8 + length :]
    return {
        name: torch.tensor(struct.unpack(f"<{(t['data_offsets'][1] - t['data_offsets'][0]) // 4}f", values[slice(*t["data_offsets"])])).reshape(t["shape"])
        for name, t in header.items()
    }


def longest_cycle(function):
    lengths = [0]
    for start in range(len(function)):
        x, steps = function[start], 1
        while x != start and steps <= len(function):
            x, steps = function[x], steps + 1
        if x == start:
            lengths.append(steps)
    return max(lengths) - 1


def inputs_of(task, n, generator):
    if task == "longest_cycle":
        return torch.tensor(list(itertools.product(range(n), repeat=n)))
    return torch.randn(SEQUENCES, n, generator=generator)


def answers(task, x):
    n = x.shape[1]
    order = x.argsort(dim=1, stable=True)
    if task == "2nd_argmax":
        return order[:, n - 2]
    if task == "argmedian":
        return order[:, n // 2]
    if task == "argmax":
        return order[:, n - 1]
    if task == "argoutlier":
        return (x - x.mean(dim=1, keepdim=True)).abs().argmax(dim=1)
    if task == "median":
        ascending = x.sort(dim=1).values
        return (ascending[:, (n - 1) // 2] + ascending[:, n // 2]) / 2
    return torch.tensor([longest_cycle(row) for row in x.tolist()])


def check(path, generator):
    state = torch.load(path, weights_only=True)
    unrestricted = torch.load(path)
    twin = safetensors(path.with_suffix(".safetensors"))
    assert list(state) == list(twin) == list(unrestricted), f"{path.name}: names differ: {list(state)}, {list(twin)}"
    for name, tensor in state.items():
        assert tensor.dtype == torch.float32 and tensor.is_contiguous(), f"{path.name}: {name} is {tensor.dtype}"
        assert torch.equal(tensor, twin[name]) and torch.equal(tensor, unrestricted[name]), f"{path.name}: {name} differs"

    task, d, n, _, _ = path.stem.rsplit("_", 4)
    d, n = int(d), int(n)
    model = Transformer(d, n, sum("in_proj" in name for name in state)) if task == "longest_cycle" else Rnn(d, len(state["linear.weight"]))
    model.load_state_dict(state)
    x = inputs_of(task, n, generator)
    with torch.no_grad():
        outputs = model(x)
    target = answers(task, x)
    losses = (outputs[:, 0] - target) ** 2 if task == "median" else (outputs.argmax(dim=1) == target).float()
    losses = losses.double()
    variance = 0 if task == "longest_cycle" else losses.var().item() / len(losses)

    truth = json.loads(path.with_suffix(".truth").read_text())
    difference = abs(losses.mean().item() - truth["value"])
    allowed = STANDARD_ERRORS * (variance + truth["standardError"] ** 2) ** 0.5 + 1e-9
    assert difference <= allowed, f"{path.name}: {truth['quantity']} is {losses.mean().item():.6f} in PyTorch, {truth['value']:.6f} in algzoo; at most {allowed:.1e} apart was expected"
    print(f"{path.stem}: {len(state)} tensors equal; {truth['quantity']} {losses.mean().item():.6f} in PyTorch, {truth['value']:.6f} in algzoo")


paths = sorted(pathlib.Path(sys.argv[1]).glob("*.pth"))
assert paths, f"{sys.argv[1]} has no .pth files"
generator = torch.Generator().manual_seed(1)
for path in paths:
    check(path, generator)
print(f"PyTorch {torch.__version__} reads all {len(paths)} models")
