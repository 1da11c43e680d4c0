"""Makes the small checkpoints in checkpoints/, and what PyTorch reads from them and from the shared ones.

Written with torch 2.15.0; run it as `python make_checkpoints.py`. `expected.json` has, of each file made
here, every tensor's shape and a checksum of its numbers; `shared.json` has the same of the files in the
folder shared/data/checkpoints beside the checkout, and is made only where that folder is.

A checksum is the beginning of the SHA-256 of the numbers as 32-bit floats in row-major order, NaN as 7fc00000.
"""

import argparse
import collections
import hashlib
import io
import json
import pathlib
import pickle
import struct
import tarfile
import warnings
import zipfile

import numpy as np
import torch

from make_fixtures import noise

warnings.simplefilter("ignore")
here = pathlib.Path(__file__).parent / "checkpoints"
shared = pathlib.Path(__file__).parents[4] / "shared" / "data" / "checkpoints"
legacy = dict(_use_new_zipfile_serialization=False)


# What is expected


def checksum(values):
    values = np.ascontiguousarray(values, dtype=np.float32)
    bits = np.where(np.isnan(values), np.uint32(0x7FC00000), values.view(np.uint32))
    return hashlib.sha256(bits.astype("<u4").tobytes()).hexdigest()[:12]


def array(tensor):
    if isinstance(tensor, torch.Tensor):
        return tensor.detach().to(torch.float64 if tensor.dtype == torch.uint64 else torch.float32).numpy()
    return np.asarray(tensor)


def flattened(value, prefix=""):
    """Dotted names for the tensors in dictionaries, lists and tuples."""
    if isinstance(value, (torch.Tensor, np.ndarray)):
        return {prefix: value}
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, (list, tuple)) else ()
    found = {}
    for key, inner in items:
        found.update(flattened(inner, f"{prefix}.{key}" if prefix else str(key)))
    return found


def unwrapped(value):
    """The rule of StateDict(contentsOf:): one obvious wrapper, then prefixes."""
    wrappers = [key for key in ("state_dict", "model_state_dict", "model")
                if isinstance(value, dict) and isinstance(value.get(key), (dict, list)) and flattened(value[key])]
    tensors = flattened(value[wrappers[0]] if len(wrappers) == 1 else value)
    for prefix in ["module.", "_orig_mod."] * 2:
        if all(name.startswith(prefix) for name in tensors):
            tensors = {name[len(prefix):]: tensor for name, tensor in tensors.items()}
    return tensors


def described(tensors):
    return {name: dict(shape=list(tensor.shape), sum=checksum(array(tensor))) for name, tensor in tensors.items()}


def load(path):
    if path.suffix == ".safetensors":
        return safetensors(path.read_bytes())
    if path.suffix == ".tar":
        return tar_without_tensors(path)
    return torch.load(path, map_location="cpu", weights_only=False)


def safetensors(data):
    """The format in a few lines, so that no package is needed: it is documented in full."""
    length = struct.unpack("<Q", data[:8])[0]
    header, rest = json.loads(data[8:8 + length]), data[8 + length:]
    header.pop("__metadata__", None)
    types = dict(F64="<f8", F32="<f4", F16="<f2", I64="<i8", I32="<i4", I16="<i2", I8="i1", U8="u1", BOOL="?")
    return {name: np.frombuffer(rest[entry["data_offsets"][0]:entry["data_offsets"][1]], types[entry["dtype"]]).reshape(entry["shape"])
            for name, entry in header.items()}


def tar_without_tensors(path):
    """Burn's tar files, which torch.load refuses: they lack two parts of PyTorch's own, and name storages by plain tuples."""
    tar = tarfile.open(path)
    stream = io.BytesIO(tar.extractfile("storages").read())

    class Reader(pickle.Unpickler):
        def find_class(self, module, name):
            if name.endswith("Storage"):
                return {"FloatStorage": "<f4", "DoubleStorage": "<f8", "LongStorage": "<i8", "IntStorage": "<i4", "ShortStorage": "<i2",
                        "CharStorage": "i1", "ByteStorage": "u1", "BoolStorage": "?", "HalfStorage": "<f2"}[name]
            if name == "_rebuild_tensor_v2":
                return lambda storage, offset, size, stride, *rest: np.lib.stride_tricks.as_strided(
                    storages[storage[2]][offset:], size, [s * storages[storage[2]].itemsize for s in stride])
            return {"OrderedDict": collections.OrderedDict}[name]

    storages = {}
    for _ in range(Reader(stream).load()):
        key, _, kind = Reader(stream).load()
        count = struct.unpack("<q", stream.read(8))[0]
        storages[key] = np.frombuffer(stream.read(count * np.dtype(kind).itemsize), kind)
    return Reader(io.BytesIO(tar.extractfile("pickle").read())).load()


def write_json(name, value):
    lines = ",\n".join(json.dumps(key) + ":" + json.dumps(inner, separators=(",", ":")) for key, inner in sorted(value.items()))
    (here / name).write_text("{\n" + lines + "\n}\n")


# The files


def every_type():
    base = noise((2, 3), 700)
    whole = torch.tensor([[0, 1, 2], [100, 7, 127]])
    state = {str(kind)[6:]: base.to(kind) for kind in (torch.float64, torch.float32, torch.float16, torch.bfloat16)}
    state |= {str(kind)[6:]: whole.to(kind) for kind in (torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8)}
    state["negative"] = -whole
    state["bool"] = whole > 5
    return state


def views():
    """Strides, offsets, one storage under several names, expansion, no elements, no dimensions."""
    base = noise((4, 6), 701)
    image = noise((2, 3, 4, 5), 702).contiguous(memory_format=torch.channels_last)
    return dict(whole=base, turned=base.t(), part=base[1:3, 2:5], every_other=base[::2, 1::3], tied=base,
                expanded=base[:, :1].expand(4, 50), repeated=base[0, 3].expand(7, 1, 2), channels_last=image,
                corner=image[1, :, 2:, 3:], number=torch.tensor(2.5), nothing=torch.zeros(0, 3), parameter=torch.nn.Parameter(base + 1))


def training(network):
    """What training programs keep beside the network."""
    return dict(epoch=3, best=torch.tensor(0.75), arch="net", rate=1e-3, done=False, none=None, size=torch.Size([2, 3]),
                kind=torch.float32, device=torch.device("cpu"), classes={"a", "b"}, frozen=frozenset([1]), seed=1 << 80, half=1 << 40,
                milestones=collections.Counter([30, 60]), history=[1.0, (2, "x"), []], complex=1j, defaults=collections.defaultdict(dict),
                optimizer=dict(state={0: dict(step=torch.tensor(3.0), exp_avg=torch.zeros(2))}, param_groups=[dict(lr=0.1, params=[0, 1])]),
                **network)


def network():
    return collections.OrderedDict([("conv.weight", noise((2, 1, 3, 3), 703)), ("conv.bias", noise((2,), 704))])


def prefixed(state, prefix):
    return collections.OrderedDict((prefix + name, tensor) for name, tensor in state.items())


def resnet18(with_counts):
    """All names and shapes of ResNet-18 in a few kilobytes: each tensor is one number, expanded."""
    import torchvision

    model = torchvision.models.resnet18()
    numbers = noise((122,), 705)
    state = collections.OrderedDict()
    for index, (name, tensor) in enumerate(model.state_dict().items()):
        if name.endswith("num_batches_tracked"):
            if with_counts:
                state[name] = torch.tensor(index)
        else:
            state[name] = numbers[index].expand(tensor.shape)
    return state


def as_zip64(data):
    """The same ZIP file with every count, size and place in its ZIP64 records."""
    infos = zipfile.ZipFile(io.BytesIO(data)).infolist()
    start = struct.unpack("<I", data[-6:-2])[0]
    directory = b""
    for info in infos:
        extra = struct.pack("<HHQQQ", 1, 24, info.file_size, info.compress_size, info.header_offset)
        other = struct.pack("<HH", 0x4242, 3) + b"abc"
        directory += struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 45, 45, info.flag_bits, 0, 0, 0, info.CRC, 0xFFFFFFFF, 0xFFFFFFFF,
                                 len(info.filename), len(extra) + len(other), 0, 0, 0, 0, 0xFFFFFFFF) + info.filename.encode() + other + extra
    place = start + len(directory)
    record = struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, len(infos), len(infos), len(directory), start)
    locator = struct.pack("<IIQI", 0x07064B50, 0, place, 1)
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return data[:start] + directory + record + locator + end


def rezipped(data, compression=zipfile.ZIP_STORED, replacing={}, leaving_out="nothing"):
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name in source.namelist():
            if name.endswith(leaving_out):
                continue
            archive.writestr(zipfile.ZipInfo(name), replacing.get(name.split("/", 1)[1], source.read(name)), compression)
    return target.getvalue()


def dumped(value):
    return pickle.dumps(value, protocol=2)


def legacy_with_views(facts=True):
    """A storage that is a part of another one, as PyTorch 0.2 to 0.4 could write it, and three tensors."""
    numbers = noise((12,), 706)

    class Storage:
        def __init__(self, view):
            self.view = view

    class Tensor:
        def __init__(self, view, *rest):
            self.view, self.rest = view, rest

        def __reduce__(self):
            return torch._utils._rebuild_tensor, (Storage(self.view), *self.rest)

    class Writer(pickle.Pickler):
        def persistent_id(self, value):
            if isinstance(value, Storage):
                return ("storage", torch.FloatStorage, "140", "cpu", 12, value.view)

    body = io.BytesIO()
    Writer(body, protocol=2).dump(collections.OrderedDict(
        a=Tensor(None, 0, (3, 4), (4, 1)), b=Tensor(("141", 4, 6), 1, (2, 2), (2, 1)), c=Tensor(("142", 12, 0), 0, (0,), (1,))))
    info = dict(protocol_version=1001, little_endian=facts, type_sizes=dict(short=2, int=4, long=4))
    return (dumped(0x1950A86A20F9469CFC6C) + dumped(1001) + dumped(info) + body.getvalue() + dumped(["140"])
            + struct.pack("<q", 12) + numbers.numpy().tobytes())


def tar_bytes(members):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return stream.getvalue().rstrip(b"\0") + b"\0" * 1024


def oldest_tar():
    """PyTorch 0.1's form: tensors beside the pickle, which calls them by their keys."""
    floats, longs = noise((12,), 707), torch.tensor([-3, 0, 1 << 20])
    storages = dumped(2)
    storages += dumped((101, "cpu", torch.FloatStorage)) + struct.pack("<q", 12) + floats.numpy().tobytes()
    storages += dumped((102, "cpu", torch.LongStorage)) + struct.pack("<q", 3) + longs.numpy().tobytes()
    storages += dumped([(103, 101, 4, 6)])

    tensors, keys = dumped(3), {}
    for key, storage, shape, strides, offset in [(201, 101, (3, 2), (1, 4), 1), (202, 103, (2, 3), (3, 1), 0), (203, 102, (3,), (1,), 0)]:
        tensors += dumped((key, storage, torch.FloatTensor)) + struct.pack("<ii", len(shape), 0)
        tensors += struct.pack(f"<{2 * len(shape) + 1}q", *shape, *strides, offset)

    class Reference:
        def __init__(self, key):
            self.key = key

    class Writer(pickle.Pickler):
        def persistent_id(self, value):
            return str(value.key) if isinstance(value, Reference) else None

    body = io.BytesIO()
    Writer(body, protocol=2).dump(collections.OrderedDict([("turned", Reference(201)), ("view", Reference(202)), ("long", Reference(203))]))
    return tar_bytes(dict(sys_info=dumped(dict(protocol_version=1000)), pickle=body.getvalue(), tensors=tensors, storages=storages))


class Network(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = torch.nn.Linear(2, 1)


def good():
    yield "types.pth", every_type(), {}
    yield "types-legacy.pth", every_type(), legacy
    newer = {str(kind)[6:]: torch.tensor([0, 1, 65535]).to(kind) for kind in (torch.uint16, torch.uint32, torch.uint64)}
    yield "types-unsigned.pth", newer, {}  # in the older form torch.load itself fails on these
    yield "views.pth", views(), {}
    yield "views-legacy.pth", views(), legacy
    yield "protocol5.pth", views(), dict(pickle_protocol=5)
    yield "protocol4-legacy.pth", views(), dict(pickle_protocol=4, **legacy)
    yield "training.pth", training(dict(state_dict=prefixed(network(), "module."))), {}
    yield "training-protocol4.pth", training(dict(model_state_dict=network())), dict(pickle_protocol=4)
    yield "wrapped-model.pth", dict(model=prefixed(network(), "_orig_mod.module."), epoch=1), legacy
    yield "two-wrappers.pth", dict(model=network(), state_dict=prefixed(network(), "module.")), legacy
    yield "prefixed.pth", prefixed(network(), "module."), legacy
    yield "own-model.pth", {"model.weight": noise((2,), 708), "head.weight": noise((3,), 709)}, legacy
    yield "nested.pth", dict(encoder=[dict(w=noise((2,), 710)), (noise((1,), 711),)], head=dict(w=noise((3,), 712))), {}
    tagged = torch.nn.Parameter(noise((2,), 713))
    tagged.tag = "attribute"
    plain = noise((3,), 714)
    plain.tag = 1
    yield "attributes.pth", dict(parameter=tagged, tensor=plain), {}
    yield "resnet18-102.pth", resnet18(False), legacy
    yield "resnet18-122.pth", resnet18(True), legacy


def refused():
    tensors = dict(weight=noise((2,), 715))
    yield "complex.pth", dict(fine=noise((2,), 716), spectrum=torch.tensor([1 + 2j])), {}
    yield "complex-legacy.pth", dict(fine=noise((2,), 716), spectrum=torch.tensor([1 + 2j])), legacy
    yield "float8.pth", dict(weight=noise((2,), 717).to(torch.float8_e4m3fn)), {}
    yield "namespace.pth", dict(args=argparse.Namespace(lr=0.1), **tensors), {}
    yield "numpy.pth", dict(loss=np.float64(0.5), **tensors), {}
    yield "network.pth", Network(), {}  # the older form would store this file's path
    yield "one-tensor.pth", tensors["weight"], {}
    yield "no-tensor.pth", dict(epoch=3), {}


def main():
    here.mkdir(exist_ok=True)
    for name, value, options in [*good(), *refused()]:
        torch.save(value, here / name, **options)
    plain = (here / "types.pth").read_bytes()
    (here / "zip64.pth").write_bytes(as_zip64(rezipped(plain)))
    (here / "compressed.pth").write_bytes(rezipped(plain, zipfile.ZIP_DEFLATED))
    (here / "big-endian.pth").write_bytes(rezipped(plain, replacing=dict(byteorder=b"big")))
    (here / "storage-views-legacy.pth").write_bytes(legacy_with_views())
    (here / "big-endian-legacy.pth").write_bytes(legacy_with_views(facts=False))
    (here / "oldest.tar.pth").write_bytes(oldest_tar())
    (here / "plain-pickle.pth").write_bytes(dumped(dict(epoch=3)))
    stream = io.BytesIO()
    torch.jit.save(torch.jit.script(Network()), stream)
    (here / "script.pth").write_bytes(rezipped(stream.getvalue(), leaving_out=".debug_pkl"))  # these hold paths

    names = [name for name, _, _ in good() if "resnet18" not in name] + ["zip64.pth", "storage-views-legacy.pth", "oldest.tar.pth"]
    write_json("expected.json", {name: described(unwrapped(load(here / name))) for name in names})
    if shared.is_dir():
        expected = {}
        for path in sorted(shared.rglob("*")):
            name = path.relative_to(shared).as_posix()
            if path.is_file() and name not in ("burn/broken.pt", "resnet18-f37072fd.truncated.pth"):
                expected[name] = described(unwrapped(load(path)))
        write_json("shared.json", expected)


if __name__ == "__main__":
    main()
