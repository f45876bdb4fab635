"""Times training steps of PyTorch on the networks of networks.json, which @nin/blocks defines.

A step is forward, loss, backward and AdamW on one batch that stays on the device, and ends when the loss has been read.
Each network runs eagerly and compiled, in float32 with and without TF32, and in bfloat16 autocast; channels last.
"""

import argparse
import json
import math
import statistics
import time

import torch
from torch import nn
from torch.nn import functional


def pads(size, window, stride):
    """What TensorFlow's `same` adds before and after: the odd one after."""
    total = max(0, (math.ceil(size / stride) - 1) * stride + window - size)
    return total // 2, total - total // 2


class Window(nn.Module):
    """A convolution or pooling with TensorFlow's padding, which may be uneven."""

    def __init__(self, operation, window, stride, padding, shape, fill):
        super().__init__()
        rows, columns = (
            [pads(size, window[i], stride[i]) for i, size in enumerate(shape)]
            if padding == "same"
            else [(0, 0), (0, 0)]
        )
        self.operation = operation
        self.fill = fill
        # The operation itself pads evenly at no cost, where that is enough.
        self.pad = (*columns, *rows)
        if rows[0] == rows[1] and columns[0] == columns[1] and hasattr(operation, "padding"):
            operation.padding = (rows[0], columns[0])
            if isinstance(operation, nn.Conv2d):
                operation._reversed_padding_repeated_twice = [columns[0]] * 2 + [rows[0]] * 2
            if isinstance(operation, nn.AvgPool2d):
                operation.count_include_pad = False
            self.pad = (0, 0, 0, 0)
        self.output = [
            (size + sum(around) - window[i]) // stride[i] + 1
            for i, (size, around) in enumerate(zip(shape, (rows, columns)))
        ]

    def forward(self, x):
        if any(self.pad):
            x = functional.pad(x, self.pad, value=self.fill)
        return self.operation(x)


class EvenlyWeighted(nn.Module):
    """Average pooling over a padded map, by the number of real pixels under each window."""

    def __init__(self, window, stride, pad, shape):
        super().__init__()
        self.pool = nn.AvgPool2d(window, stride)
        self.pad = pad
        ones = functional.pad(torch.ones(1, 1, *shape), pad)
        self.register_buffer("share", self.pool(ones))

    def forward(self, x):
        return self.pool(functional.pad(x, self.pad)) / self.share


class GlobalAverage(nn.Module):
    def forward(self, x):
        return x.mean(dim=(2, 3))


ACTIVATIONS = {"relu": nn.ReLU, "relu6": nn.ReLU6, "elu": nn.ELU}


def build(network):
    height, width, channels = network["inputShape"]
    shape = [height, width]
    modules = []
    for layer in network["layers"]:
        kind = layer["kind"]
        if kind == "Conv2D":
            window, stride = layer["kernelSize"], layer["strides"]
            convolution = nn.Conv2d(channels, layer["filters"], window, stride)
            module = Window(convolution, window, stride, layer["padding"], shape, 0.0)
            channels, shape = layer["filters"], module.output
            modules.append(module)
            modules += activation(layer["activation"])
        elif kind == "MaxPooling2D":
            window, stride = layer["poolSize"], layer["strides"]
            # Padding of the operation itself may be half a window at most; -inf never is a maximum.
            module = Window(nn.MaxPool2d(window, stride), window, stride, layer["padding"], shape, -math.inf)
            shape = module.output
            modules.append(module)
        elif kind == "AveragePooling2D":
            window, stride = layer["poolSize"], layer["strides"]
            module = Window(nn.AvgPool2d(window, stride), window, stride, layer["padding"], shape, 0.0)
            if any(module.pad):
                modules.append(EvenlyWeighted(window, stride, module.pad, shape))
            else:
                modules.append(module)
            shape = module.output
        elif kind == "BatchNormalization":
            # Keras tells the share of the old average, PyTorch that of the new one.
            modules.append(nn.BatchNorm2d(channels, eps=layer["epsilon"], momentum=1 - layer["momentum"]))
        elif kind == "Activation":
            modules += activation(layer["activation"])
        elif kind == "Dropout":
            modules.append(nn.Dropout(layer["rate"]))
        elif kind == "GlobalAveragePooling2D":
            modules.append(GlobalAverage())
        else:
            raise ValueError(f"a layer of kind {kind} is not known here")
    return nn.Sequential(*modules)


def activation(name):
    return [] if name == "linear" else [ACTIVATIONS[name]()]


def synchronize(device):
    if device.type == "cuda":
        torch.cuda.synchronize()


def take_samples(run, device, warm_up, at_least, at_most, seconds):
    first = time.perf_counter()
    run()
    synchronize(device)
    first = time.perf_counter() - first
    for _ in range(warm_up):
        run()
    samples = []
    end = time.perf_counter() + seconds
    while len(samples) < at_least or (len(samples) < at_most and time.perf_counter() < end):
        synchronize(device)
        start = time.perf_counter()
        run()
        synchronize(device)
        samples.append(1000 * (time.perf_counter() - start))
    quartiles = statistics.quantiles(samples, n=4, method="inclusive") if len(samples) > 1 else samples * 3
    return {
        "firstMilliseconds": 1000 * first,
        "warmUp": warm_up,
        "n": len(samples),
        "median": statistics.median(samples),
        "lowerQuartile": quartiles[0],
        "upperQuartile": quartiles[2],
        "min": min(samples),
        "max": max(samples),
        "milliseconds": samples,
    }


def set_tf32(on):
    torch.backends.cuda.matmul.allow_tf32 = on
    torch.backends.cudnn.allow_tf32 = on


def training_step(network, batch, device, precision, compiled):
    torch.manual_seed(1)
    model = build(network).to(device, memory_format=torch.channels_last).train()
    height, width, channels = network["inputShape"]
    images = torch.rand(batch, channels, height, width, device=device).to(memory_format=torch.channels_last)
    labels = torch.arange(batch, device=device) % 10
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-4, weight_decay=0.004, fused=device.type == "cuda")
    forward = torch.compile(model) if compiled else model

    def step():
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=precision == "bf16"):
            loss = functional.cross_entropy(forward(images), labels)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        return loss.item()

    parameters = sum(parameter.numel() for parameter in model.parameters())
    return step, parameters


def time_steps(networks, names, device, quick, keep):
    """Times all networks in all ways; `keep` is given all results after each."""
    results = []
    pace = (2, 3, 20, 1) if quick else (10, 20, 200, 3)
    batch = 128 if device.type == "cuda" else 4
    precisions = ["fp32", "tf32", "bf16"] if device.type == "cuda" else ["fp32"]
    modes = [False, True] if device.type == "cuda" else [False]
    for name in names:
        for precision in precisions:
            for compiled in modes:
                set_tf32(precision == "tf32")
                result = {"network": name, "batchSize": batch, "precision": precision, "compiled": compiled}
                try:
                    step, result["parameters"] = training_step(networks[name], batch, device, precision, compiled)
                    result.update(take_samples(step, device, *pace))
                    result["loss"] = step()
                except Exception as error:  # One that fails must not take the others with it.
                    result["cannot"] = f"{type(error).__name__}: {error}"[:2000]
                if compiled:
                    torch._dynamo.reset()
                results.append(result)
                keep(results)
                print(line(result), flush=True)
    return results


def line(result):
    mode = "compiled" if result["compiled"] else "eager"
    what = f"{result['network']}, batch {result['batchSize']}, {result['precision']}, {mode}"
    if "cannot" in result:
        return f"{what}: cannot: {result['cannot'].splitlines()[0]}"
    spread = (result["upperQuartile"] - result["lowerQuartile"]) / result["median"]
    return (
        f"{what}: {result['median']:.3f} ms a step, n {result['n']}, spread {100 * spread:.1f} %, "
        f"{1000 * result['batchSize'] / result['median']:.0f} images/s, first {result['firstMilliseconds']:.0f} ms"
    )


def time_products(device, quick):
    results = []
    sizes = [1024, 4096] if device.type == "cuda" else [256]
    precisions = ["fp32", "tf32", "bf16"] if device.type == "cuda" else ["fp32"]
    runs = 10 if device.type == "cuda" else 1
    for size in sizes:
        for precision in precisions:
            set_tf32(precision == "tf32")
            dtype = torch.bfloat16 if precision == "bf16" else torch.float32
            matrix = torch.rand(size, size, device=device, dtype=dtype)

            def multiply():
                for _ in range(runs):
                    matrix @ matrix

            samples = take_samples(multiply, device, 2, 3, 5 if quick else 20, 1)
            milliseconds = samples["median"] / runs
            gflops = 2 * size**3 / milliseconds / 1e6
            results.append({"size": size, "precision": precision, "runs": runs, "gflops": gflops, **samples})
            print(f"product {size}, {precision}: {milliseconds:.4f} ms, {gflops:.0f} GFLOP/s", flush=True)
    return results


def describe(device):
    facts = {"torch": torch.__version__, "device": device.type, "threads": torch.get_num_threads()}
    if device.type == "cuda":
        facts.update(
            name=torch.cuda.get_device_name(),
            cuda=torch.version.cuda,
            cudnn=torch.backends.cudnn.version(),
        )
    return facts


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--networks-file", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--only", help="networks to time, with commas")
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()

    with open(options.networks_file, encoding="utf-8") as file:
        networks = json.load(file)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.backends.cudnn.benchmark = True
    if device.type == "cuda":
        names = ["tiny", "modern"] if options.quick else ["tiny", "modern", "paper", "lecture"]
    else:
        names = ["tiny"]
    if options.only:
        names = [name for name in options.only.split(",") if name in networks]
    machine = describe(device)
    print(machine, flush=True)
    products = time_products(device, options.quick)

    def keep(steps):
        # After each, so that who ends this early has what was measured.
        with open(options.out, "w", encoding="utf-8") as file:
            json.dump({"machine": machine, "products": products, "steps": steps}, file, indent=1)

    steps = time_steps(networks, names, device, options.quick, keep)
    # torch.compile needs a compiler, which a machine may lack: that is a result.
    return 1 if any("cannot" in one and not one["compiled"] for one in steps) else 0


if __name__ == "__main__":
    raise SystemExit(main())
