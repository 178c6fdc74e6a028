// The GGUF file format, version 3: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md

/** A value of a GGUF file's key-value section. */
export type GgufValue =
	| { type: 'uint32'; value: number }
	| { type: 'float32'; value: number }
	| { type: 'string'; value: string }
	| { type: 'strings'; value: string[] }
	| { type: 'floats'; value: number[] }
	| { type: 'ints'; value: number[] };

/** A tensor of 32-bit floats; `shape` is innermost dimension first, as ggml has it. */
export interface GgufTensor {
	name: string;
	shape: number[];
	data: Float32Array;
}

const alignment = 32;
const typeCode = { uint32: 4, int32: 5, float32: 6, string: 8, array: 9 };

function uint32(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
}

function uint64(value: number): Buffer {
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64LE(BigInt(value));
	return bytes;
}

function float32(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeFloatLE(value);
	return bytes;
}

function int32(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeInt32LE(value);
	return bytes;
}

function string(value: string): Buffer {
	const bytes = Buffer.from(value, 'utf8');
	return Buffer.concat([uint64(bytes.length), bytes]);
}

function array(code: number, items: Buffer[]): Buffer {
	return Buffer.concat([uint32(typeCode.array), uint32(code), uint64(items.length), ...items]);
}

function encode(value: GgufValue): Buffer {
	if (value.type === 'uint32') return Buffer.concat([uint32(typeCode.uint32), uint32(value.value)]);
	if (value.type === 'float32') return Buffer.concat([uint32(typeCode.float32), float32(value.value)]);
	if (value.type === 'string') return Buffer.concat([uint32(typeCode.string), string(value.value)]);
	if (value.type === 'strings') return array(typeCode.string, value.value.map(string));
	if (value.type === 'floats') return array(typeCode.float32, value.value.map(float32));
	return array(typeCode.int32, value.value.map(int32));
}

const padding = (size: number) => Buffer.alloc((alignment - (size % alignment)) % alignment);

/** A whole GGUF file. */
export function encodeGguf(values: Record<string, GgufValue>, tensors: GgufTensor[]): Buffer {
	const entries = Object.entries(values);
	const head = [Buffer.from('GGUF'), uint32(3), uint64(tensors.length), uint64(entries.length)];
	for (const [key, value] of entries) head.push(string(key), encode(value));
	const data: Buffer[] = [];
	let offset = 0;
	for (const tensor of tensors) {
		const bytes = Buffer.from(tensor.data.buffer, tensor.data.byteOffset, tensor.data.byteLength);
		const float32Tensor = 0;
		head.push(string(tensor.name), uint32(tensor.shape.length), ...tensor.shape.map(uint64));
		head.push(uint32(float32Tensor), uint64(offset));
		data.push(bytes, padding(bytes.length));
		offset += bytes.length + padding(bytes.length).length;
	}
	const header = Buffer.concat(head);
	return Buffer.concat([header, padding(header.length), ...data]);
}
