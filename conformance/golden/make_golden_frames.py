#!/usr/bin/env python3
"""Writes packages/protocol/test/fixtures/golden-frames.json with Google's own protobuf, as a judge of our codec.

    python3 -m venv .venv && .venv/bin/pip install protobuf
    .venv/bin/python conformance/golden/make_golden_frames.py

Each accepted sample holds the bytes, the fields that Google's reader finds in them, and, where they differ, the bytes
that Google's writer makes of those fields with fields 1 to 4 and both header fields always set ("canonical"). Each
rejected sample holds bytes that Google's reader refuses. All integers are decimal strings, all bytes hexadecimal. The
output is the same on every run.
"""

import json
import pathlib

from google.protobuf import descriptor_pb2, descriptor_pool, message, message_factory

OUTPUT = pathlib.Path(__file__).parents[2] / "packages/protocol/test/fixtures/golden-frames.json"

REQUIRED, OPTIONAL, REPEATED = 2, 1, 3
UINT64, INT32, STRING, MESSAGE, BYTES = 4, 5, 9, 11, 12

HEADER_FIELDS = [("key", 1, STRING, REQUIRED), ("value", 2, STRING, REQUIRED)]
FRAME_FIELDS = [
    ("SeqID", 1, UINT64, REQUIRED),
    ("LogID", 2, UINT64, REQUIRED),
    ("service", 3, INT32, REQUIRED),
    ("method", 4, INT32, REQUIRED),
    ("headers", 5, MESSAGE, REPEATED),
    ("payload_encoding", 6, STRING, OPTIONAL),
    ("payload_type", 7, STRING, OPTIONAL),
    ("payload", 8, BYTES, OPTIONAL),
    ("LogIDNew", 9, STRING, OPTIONAL),
]
NUMBERS = ("SeqID", "LogID", "service", "method")
TEXTS = ("payload_encoding", "payload_type", "LogIDNew")


def frame_class():
    file = descriptor_pb2.FileDescriptorProto(name="pbbp2.proto", package="pbbp2", syntax="proto2")
    for name, fields in (("Header", HEADER_FIELDS), ("Frame", FRAME_FIELDS)):
        described = file.message_type.add(name=name)
        for field, number, kind, label in fields:
            added = described.field.add(name=field, number=number, type=kind, label=label)
            if kind == MESSAGE:
                added.type_name = ".pbbp2.Header"
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("pbbp2.Frame"))


Frame = frame_class()


def build(SeqID=0, LogID=0, service=0, method=0, headers=(), **optional):
    frame = Frame(SeqID=SeqID, LogID=LogID, service=service, method=method, **optional)
    for key, value in headers:
        frame.headers.add(key=key, value=value)
    return frame


def written(**fields):
    return build(**fields).SerializeToString(deterministic=True)


def varint(value):
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(out + bytes([value]))


def run(number, content):
    return varint(number << 3 | 2) + varint(len(content)) + content


def fields_of(frame):
    fields = {name: str(getattr(frame, name)) for name in NUMBERS}
    fields["headers"] = [{"key": header.key, "value": header.value} for header in frame.headers]
    fields.update({name: getattr(frame, name) for name in TEXTS if frame.HasField(name)})
    if frame.HasField("payload"):
        fields["payload"] = frame.payload.hex()
    return fields


def canonical_of(frame):
    optional = {name: getattr(frame, name) for name in (*TEXTS, "payload") if frame.HasField(name)}
    headers = [(header.key, header.value) for header in frame.headers]
    numbers = {name: getattr(frame, name) for name in NUMBERS}
    return written(**numbers, headers=headers, **optional)


PING = bytes.fromhex("0800100018f681801020002a0c0a0474797065120470696e67")
CARD_HEADERS = [
    ("type", "event"),
    ("message_id", "5d4b7c1e-2f0a-4a3c-9a51-0c3f5a1d7e42"),
    ("sum", "1"),
    ("seq", "0"),
    ("trace_id", "7f3c0f2b9d1e4c55a6b7c8d9e0f10213"),
    ("timestamp", "1754550000123"),
    ("instance_id", "vQf3nX0Zk2mB7sJ1c9aU4tYw8eR6hLpD"),
]
CARD_JSON = '{"schema":"2.0","header":{"event_type":"card.action.trigger"},"event":{"action":{"value":{"k":"审批 ✅"}}}}'

WRITTEN = {
    "captured ping": PING,
    "all zero": written(),
    "card callback": written(
        SeqID=7641234567890123457, LogID=1844674407370955161, service=33554678, method=1,
        headers=CARD_HEADERS, payload=CARD_JSON.encode(),
    ),
    "answer with empty texts, as Go writes them": written(
        SeqID=1, LogID=2, service=3, method=1, headers=[*CARD_HEADERS, ("biz_rt", "151")],
        payload_encoding="", payload_type="", payload=b'{"code":200,"headers":null,"data":null}', LogIDNew="",
    ),
    "all optionals": written(
        SeqID=5, LogID=6, payload_encoding="gzip", payload_type="json", payload=b"\x00\xff\x80", LogIDNew="20250807-1",
    ),
    "empty payload": written(payload=b""),
    "id 2^53 - 1": written(SeqID=2**53 - 1, LogID=2**53),
    "id 2^53 + 1": written(SeqID=2**53 + 1, LogID=2**53 + 3),
    "id 2^63 and its neighbours": written(SeqID=2**63, LogID=2**63 - 1),
    "id 2^63 + 12345": written(SeqID=2**63 + 12345, LogID=2**32 - 1),
    "id 2^64 - 1": written(SeqID=2**64 - 1, LogID=2**64 - 2),
    "negative service": written(service=-1, method=-2),
    "smallest and largest int32": written(service=-(2**31), method=2**31 - 1),
    "empty key and value": written(headers=[("", ""), ("", "v"), ("k", "")]),
    "repeated key": written(headers=[("type", "event"), ("type", "card"), ("type", "event")]),
    "text of every UTF-8 length": written(headers=[("é", "审批"), ("👍🏽", "\U0010ffff\u0800\u07ff\u0080\u007f")]),
    "leading U+FEFF": written(headers=[("\ufeffkey", "\ufeff")], LogIDNew="\ufeff\ufeffx"),
    "NUL in text": written(headers=[("a\0b", "\0")]),
    "value of 127 bytes": written(headers=[("k", "x" * 127)]),
    "value of 128 bytes": written(headers=[("k", "é" * 64)]),
    "header of 16,384 bytes": written(headers=[("k", "y" * 16377)]),
    "payload of every byte": written(payload=bytes(range(256))),
}
for power in range(7, 64, 7):
    WRITTEN[f"varint bounds at 2^{power}"] = written(SeqID=2**power - 1, LogID=2**power)

HAND_MADE = {
    "no bytes": b"",
    "without zero fields, as prost writes": run(5, run(1, b"type") + run(2, b"ping")) + b"\x18\x07",
    "only a payload": run(8, b"{}"),
    "header without key": run(5, run(2, b"v")),
    "header without value": run(5, run(1, b"k")),
    "empty header": run(5, b""),
    "fields in reverse order": run(9, b"n") + run(8, b"p") + run(7, b"t") + run(6, b"e")
    + run(5, run(2, b"v") + run(1, b"k")) + b"\x20\x01\x18\x02\x10\x03\x08\x04",
    "repeated scalars, the last wins": b"\x08\x01\x08\x02\x18\x05\x18\x06" + run(8, b"a") + run(8, b"b") + run(6, b"x") + run(6, b""),
    "key twice in one header": run(5, run(1, b"a") + run(1, b"b") + run(2, b"v")),
    "unknown varint": PING + b"\x50\xff\x01",
    "unknown fixed64 and fixed32": b"\x51" + b"\x08" * 8 + PING + b"\x55" + b"\x08" * 4,
    "unknown run": PING + run(15, b"\x08\x09") + run(2**29 - 1, b""),
    "unknown group": b"\x5b\x08\x63\x10\x01" + b"\x5c" + PING,
    "unknown group with groups inside": b"\x5b\x63\x5b\x5c\x64\x5c" + PING,
    "unknown field in a header": run(5, run(1, b"k") + b"\x18\x01" + run(2, b"v") + b"\x23\x24"),
    "seq id as a run": run(1, b"\x05") + PING,
    "service as fixed32": b"\x1d\x08\x09\x0a\x0b" + b"\x08\x05",
    "payload as varint": b"\x40\x05" + PING,
    "headers as varint": b"\x28\x05" + PING,
    "header key as varint": run(5, b"\x08\x05" + run(2, b"v")),
    "payload as group": b"\x43\x08\x01\x44" + PING,
    "overlong zero": b"\x08\x80\x80\x80\x80\x80\x80\x80\x80\x80\x00",
    "overlong tag of five bytes": b"\x88\x80\x80\x80\x00\x05",
    "overlong length of five bytes": b"\x42\x82\x80\x80\x80\x00\x41\x42",
    "service of 64 bits keeps the low 32": b"\x18\xff\xff\xff\xff\xff\xff\xff\xff\x7f",
    "service of five bytes": b"\x18\xff\xff\xff\xff\x0f",
    "method 2^32 + 1": b"\x20\x81\x80\x80\x80\x10",
    "98 groups deep": b"\x5b" * 98 + b"\x5c" * 98,
}

REJECTED = {
    "tag cut off": b"\x88",
    "varint cut off": b"\x08\xff",
    "varint missing": b"\x08",
    "run longer than the frame": b"\x42\x05abcd",
    "length cut off": b"\x42\x85",
    "length of 2^31 - 1": b"\x42\xff\xff\xff\xff\x07",
    "length of 2^32 + 1": b"\x42\x81\x80\x80\x80\x10a",
    "length of six bytes": b"\x42\x81\x80\x80\x80\x80\x00a",
    "negative length": b"\x42\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",
    "varint of eleven bytes": b"\x08" + b"\x80" * 10 + b"\x00",
    "unknown varint of eleven bytes": b"\x50" + b"\x80" * 10 + b"\x00",
    "field number 0": b"\x00\x01",
    "field number 0 as a run": b"\x02\x00",
    "tag of six bytes": b"\x88\x80\x80\x80\x80\x00\x05",
    "tag above 32 bits": b"\x88\x80\x80\x80\x10\x05",
    "wire type 6": b"\x0e\x01",
    "wire type 7": b"\x57\x01",
    "end of a group without its beginning": b"\x5c",
    "group never ended": b"\x5b\x08\x01",
    "group ended with another number": b"\x5b\x64",
    "fixed64 cut off": b"\x51" + b"\x00" * 7,
    "fixed32 cut off": b"\x55" + b"\x00" * 3,
    "key longer than its header": b"\x2a\x03\x0a\x04keys",
    "tag cut off by the header's end": b"\x2a\x01\x8a\x01a",
    "value's varint beyond the header's end": b"\x2a\x02\x18\x80\x01",
    "header longer than the frame": b"\x2a\x09\x0a\x01k",
    "101 groups deep": b"\x5b" * 101 + b"\x5c" * 101,
}


def accepted_sample(name, content):
    frame = Frame.FromString(content)
    sample = {"name": name, "bytes": content.hex(), "fields": fields_of(frame)}
    canonical = canonical_of(frame)
    return sample if canonical == content else {**sample, "canonical": canonical.hex()}


def rejected_sample(name, content):
    try:
        Frame.FromString(content)
    except message.DecodeError:
        return {"name": name, "bytes": content.hex()}
    raise SystemExit(f"Google's reader accepts {name!r}")


def main():
    golden = {
        "accepted": [accepted_sample(name, content) for name, content in {**WRITTEN, **HAND_MADE}.items()],
        "rejected": [rejected_sample(name, content) for name, content in REJECTED.items()],
    }
    OUTPUT.write_text(json.dumps(golden, indent=2, ensure_ascii=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
