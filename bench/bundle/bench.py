"""Times training steps of PyTorch on the scenarios of networks.json, and writes a result as `npm run bench` does.

A step is forward, loss, backward and AdamW on one batch that stays on the device, and ends when the loss has been read.
Each network runs eagerly and compiled, in float32 with and without TF32, and in bfloat16 autocast; channels last.
"""

import argparse
import json
import math
import os
import platform
import time
from datetime import datetime, timezone

import torch
from torch import nn
from torch.nn import functional


def pads(size, window, stride):
    """Padding of TensorFlow's `same` before and after; an odd one is after."""
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
        # Where even padding is enough, the operation pads by itself, at no cost.
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
            # The operation itself pads half a window at most; -inf is never a maximum.
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
            # Momentum is the weight of the old average in Keras, of the new value in PyTorch.
            modules.append(nn.BatchNorm2d(channels, eps=layer["epsilon"], momentum=1 - layer["momentum"]))
        elif kind == "Activation":
            modules += activation(layer["activation"])
        elif kind == "Dropout":
            modules.append(nn.Dropout(layer["rate"]))
        elif kind == "GlobalAveragePooling2D":
            modules.append(GlobalAverage())
        else:
            raise ValueError(f"cannot build a layer of kind {kind}")
    return nn.Sequential(*modules)


def activation(name):
    return [] if name == "linear" else [ACTIVATIONS[name]()]


def synchronize(device):
    if device.type == "cuda":
        torch.cuda.synchronize()


def take_samples(run, device, warm_up, at_least, at_most, seconds):
    """Milliseconds of runs, as takeSamples of the benchmark."""
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
    return samples


def set_tf32(on):
    torch.backends.cuda.matmul.allow_tf32 = on
    torch.backends.cudnn.allow_tf32 = on


def training_step(scenario, batch, device, precision, compiled):
    torch.manual_seed(scenario["seed"])
    model = build(scenario).to(device, memory_format=torch.channels_last).train()
    height, width, channels = scenario["inputShape"]
    images = torch.rand(batch, channels, height, width, device=device).to(memory_format=torch.channels_last)
    labels = torch.arange(batch, device=device) % 10
    settings = scenario["optimizer"]
    optimizer = torch.optim.AdamW(
        model.parameters(),
        lr=settings["learningRate"],
        weight_decay=settings["weightDecay"],
        fused=device.type == "cuda",
    )
    forward = torch.compile(model) if compiled else model

    def step():
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=precision == "bf16"):
            loss = functional.cross_entropy(forward(images), labels)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def time_products(device, facts, precision, quick):
    set_tf32(precision == "tf32")
    dtype = torch.bfloat16 if precision == "bf16" else torch.float32
    burst = 10 if device.type == "cuda" else 1
    products = []
    for size in [1024, 4096] if device.type == "cuda" else [256]:
        matrix = torch.rand(size, size, device=device, dtype=dtype)

        def multiply():
            for _ in range(burst):
                matrix @ matrix

        times = take_samples(multiply, device, 2, 3, 5 if quick else 20, 1)
        products.append({"size": size, "milliseconds": [time / burst for time in times]})
    return {"device": facts, "products": products}


def time_steps(scenario, batch, device, facts, precision, compiled, quick):
    set_tf32(precision == "tf32")
    step = training_step(scenario, batch, device, precision, compiled)
    losses = []

    def run():
        losses.append(step())

    [first] = take_samples(run, device, 0, 1, 1, 0)
    samples = take_samples(run, device, *((2, 3, 20, 1) if quick else (10, 20, 200, 3)))
    return {"device": facts, "firstMilliseconds": first, "milliseconds": samples, "losses": losses}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--networks-file", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--scenarios", help="scenarios to time, with commas")
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()

    with open(options.networks_file, encoding="utf-8") as file:
        scenarios = json.load(file)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    cuda = device.type == "cuda"
    torch.backends.cudnn.benchmark = True
    names = ["tiny"] if not cuda else ["tiny", "modern"] if options.quick else ["tiny", "modern", "paper", "lecture"]
    if options.scenarios:
        names = options.scenarios.split(",")
    scenarios = [one for one in scenarios if one["name"] in names]
    facts = {"name": torch.cuda.get_device_name() if cuda else "cpu", "software": False, "threads": torch.get_num_threads()}
    packages = {"torch": torch.__version__, "cuda": str(torch.version.cuda), "cudnn": str(torch.backends.cudnn.version())}
    now = lambda: datetime.now(timezone.utc).isoformat()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    place = f"torch-{device.type}"
    kept = ["name", "title", "params", "macs", "trainingMacs"]
    result = {
        "version": 2,
        "set": "torch",
        "startedAt": now(),
        "endedAt": "",
        "machine": {
            "cpu": platform.processor() or platform.machine(),
            "cores": os.cpu_count(),
            "memoryBytes": memory,
            "os": f"{platform.system()} {platform.release()} {platform.machine()}",
            "loadBefore": os.getloadavg()[0],
        },
        "versions": {"node": "", "v8": "", "packages": packages, "changed": False},
        "rounds": 1,
        "places": [{"place": place, "device": facts}],
        "scenarios": [{key: one[key] for key in kept} for one in scenarios],
        "entries": [],
    }
    status = 0
    precisions = ["fp32", "tf32", "bf16"] if cuda else ["fp32"]
    for number, scenario in enumerate(scenarios):
        batch = scenario["batch"]["gpu"] if cuda else 4
        for precision in precisions:
            for mode in ["eager", "compiled"] if cuda else ["eager"]:
                entry = {"measure": "steps", "scenario": scenario["name"], "place": place, "batchSize": batch, "runs": []}
                entry["peer"] = f"PyTorch {precision} {mode}"
                compiled = mode == "compiled"
                try:
                    run = time_steps(scenario, batch, device, facts, precision, compiled, options.quick)
                    if number == 0 and not compiled:
                        run.update(time_products(device, facts, precision, options.quick))
                    entry["runs"].append(run)
                except Exception as error:  # A failure must not stop the others.
                    entry["cannot"] = f"{type(error).__name__}: {error}"[:2000]
                    # torch.compile needs a compiler, which a machine may lack: that is a result.
                    status = status if compiled else 1
                if compiled:
                    torch._dynamo.reset()
                result["entries"].append(entry)
                result["endedAt"] = now()
                # After each entry, so that an interrupted run keeps what was measured.
                with open(options.out, "w", encoding="utf-8") as file:
                    json.dump(result, file, indent=1)
                print(f"{scenario['name']}, {entry['peer']}: {entry.get('cannot', 'timed')}", flush=True)
    return status


if __name__ == "__main__":
    raise SystemExit(main())
