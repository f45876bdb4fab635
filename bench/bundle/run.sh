#!/bin/sh
# Checks and times this machine's GPU. Needs nothing but an NVIDIA driver with Vulkan; see README.md beside this file.
set -u

usage() {
  cat <<'TEXT'
usage: ./run.sh [--quick] [--software DIR] [--only PART,…] [--scenarios SCENARIO,…]

Checks every WebGPU kernel, trains on a slice of CIFAR-10, times training in Node (ours and stock TensorFlow.js) and, where
python3 has torch, PyTorch on the same networks. Results go to the folder $OUT, or ./results.

  --quick         fewer checks, samples and steps
  --software DIR  SwiftShader from DIR (libvk_swiftshader.so and vk_swiftshader_icd.json) instead of the GPU
  --only          parts to run, of checks, train, bench, torch
  --scenarios     networks to time, of tiny, quarter, modern, paper, lecture
TEXT
}

here=$(cd "$(dirname "$0")" && pwd) || exit 1
parts=checks,train,bench,torch
quick=
scenarios=
software=
while [ $# -gt 0 ]; do
  case $1 in
    --quick) quick=--quick ;;
    --software) software=${2:?'--software needs a folder'}; shift ;;
    --only) parts=${2:?'--only needs parts'}; shift ;;
    --scenarios) scenarios=${2:?'--scenarios needs names'}; shift ;;
    --help) usage; exit ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done

OUT=${OUT:-$PWD/results}
mkdir -p "$OUT" || exit 1
OUT=$(cd "$OUT" && pwd)
export OUT
node=$here/bin/node
# Our Vulkan loader before that of the machine.
export LD_LIBRARY_PATH="$here/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

say() { printf '%s\n' "$*" | tee -a "$OUT/run.log"; }

# Whether Dawn finds an adapter with the driver that a file describes.
try_driver() {
  VK_DRIVER_FILES=$1 VK_ICD_FILENAMES=$1 "$node" "$here/app/find-adapter.js" >"$OUT/adapter.json" 2>"$scratch/complaint"
  status=$?
  [ $status -eq 0 ] && return 0
  say "  $1: no adapter (exit $status): $(head -n 3 "$scratch/complaint" | tr '\n' ' ')"
  return 1
}

write_driver() {
  printf '{"file_format_version":"1.0.1","ICD":{"library_path":"%s","api_version":"1.3.0"}}\n' "$2" >"$1"
}

find_driver() {
  if [ -n "$software" ]; then
    LD_LIBRARY_PATH="$LD_LIBRARY_PATH:$software"
    try_driver "$software/vk_swiftshader_icd.json" && driver=$software/vk_swiftshader_icd.json
    return
  fi
  write_driver "$scratch/glx.json" libGLX_nvidia.so.0
  write_driver "$scratch/egl.json" libEGL_nvidia.so.0
  for file in ${VK_DRIVER_FILES:-} /usr/share/vulkan/icd.d/*nvidia* /etc/vulkan/icd.d/*nvidia* \
    /usr/local/share/vulkan/icd.d/*nvidia* "$scratch/glx.json" "$scratch/egl.json"; do
    [ -f "$file" ] || continue
    try_driver "$file" && driver=$file && return
  done
  # Drivers that the linker does not find, as in a container with a folder for them.
  before=$LD_LIBRARY_PATH
  for place in /usr/lib/x86_64-linux-gnu /usr/lib/x86_64-linux-gnu/nvidia/current /usr/lib64 /usr/local/nvidia/lib64 \
    /usr/local/nvidia/lib /usr/lib/wsl/lib; do
    for library in "$place"/libGLX_nvidia.so.* "$place"/libEGL_nvidia.so.*; do
      [ -f "$library" ] || continue
      LD_LIBRARY_PATH="$before:$(dirname "$library")"
      write_driver "$scratch/$(basename "$library").json" "$library"
      try_driver "$scratch/$(basename "$library").json" && driver=$scratch/$(basename "$library").json && return
    done
  done
  LD_LIBRARY_PATH=$before
}

say "$(date -u +%Y-%m-%dT%H:%M:%SZ) $(uname -srm), $(nproc) cores, results in $OUT"
if command -v nvidia-smi >/dev/null 2>&1; then
  nvidia-smi -q >"$OUT/nvidia-smi.txt" 2>&1
  say "GPU: $(nvidia-smi --query-gpu=name,driver_version,memory.total,power.limit --format=csv,noheader 2>&1 | head -n 1)"
else
  say 'GPU: no nvidia-smi'
fi

driver=
say 'Vulkan drivers:'
find_driver
if [ -n "$driver" ]; then
  export VK_DRIVER_FILES="$driver" VK_ICD_FILENAMES="$driver"
  say "  taken: $driver ($(tr -d '\n' <"$driver"))"
  say "  adapter: $(cat "$OUT/adapter.json")"
else
  say '  none works, so only torch can run. Libraries of the driver that the linker finds:'
  { ldconfig -p || /sbin/ldconfig -p; } 2>/dev/null | grep -E 'libGLX_nvidia|libEGL_nvidia|libnvidia-|libX11|libXext|libvulkan' |
    head -n 40 | tee -a "$OUT/run.log"
  say '  In a container the driver brings Vulkan only with NVIDIA_DRIVER_CAPABILITIES=all (or graphics,compute,utility).'
  # Messages of the loader, and libraries that are missing.
  for file in "$scratch/glx.json" "$scratch/egl.json"; do
    VK_LOADER_DEBUG=error,warn VK_DRIVER_FILES=$file "$node" "$here/app/find-adapter.js" >>"$OUT/vulkan-loader.log" 2>&1
  done
  for library in $(ldconfig -p 2>/dev/null | sed -n 's/.*=> \(.*lib\(GLX\|EGL\)_nvidia.so.0\)$/\1/p'); do
    { echo "$library"; ldd "$library"; } >>"$OUT/vulkan-loader.log" 2>&1
  done
fi

failed=
# Runs a part, with its output on the terminal and in its own file.
part() {
  name=$1
  shift
  case ",$parts," in *",$name,"*) ;; *) return ;; esac
  say "== $name: $(date -u +%H:%M:%S)"
  { "$@" 2>&1; echo $? >"$scratch/status"; } | tee "$OUT/$name.log"
  if [ "$(cat "$scratch/status")" = 0 ]; then
    say "== $name: passed, $(date -u +%H:%M:%S)"
  else
    say "== $name: FAILED, $(date -u +%H:%M:%S)"
    failed="$failed $name"
  fi
}

if [ -n "$driver" ]; then
  part checks "$node" "$here/app/checks.js" "$OUT/checks.json" $quick
  part train "$node" "$here/app/train.js" "$OUT/train.json" $quick
  part bench "$node" "$here/app/main.js" --where node-webgpu --no-software --out "$OUT/bench.json" $quick \
    ${scenarios:+--scenarios "$scenarios"}
else
  failed=' vulkan'
fi
if command -v python3 >/dev/null 2>&1 && python3 -c 'import torch' >/dev/null 2>&1; then
  part torch python3 "$here/bench.py" --networks-file "$here/networks.json" --out "$OUT/torch.json" $quick \
    ${scenarios:+--scenarios "$scenarios"}
  [ -f "$OUT/torch.json" ] && "$node" "$here/app/main.js" table "$OUT/torch.json" | tee -a "$OUT/torch.log"
else
  say '== torch: python3 has no torch'
fi

if [ -n "$failed" ]; then
  say "Failed:$failed. All results are in $OUT"
  exit 1
fi
say "Everything passed. All results are in $OUT"
