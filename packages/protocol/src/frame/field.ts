/** Field numbers of `pbbp2.Frame` and `pbbp2.Header`. */
export const FIELD = {
  seqId: 1,
  logId: 2,
  service: 3,
  method: 4,
  headers: 5,
  payloadEncoding: 6,
  payloadType: 7,
  payload: 8,
  logIdNew: 9,
} as const;

export const HEADER_FIELD = { key: 1, value: 2 } as const;

/** Protobuf wire types. */
export const WIRE = { varint: 0, fixed64: 1, bytes: 2, groupStart: 3, groupEnd: 4, fixed32: 5 } as const;
