type Draw = { beacon: string; root: string; count: number; eventId: string };

export function sha256(data: string | Buffer): string;
export function contentOf(person: string, salt: string): Buffer;
export function rootOf(contents: string[]): string;
export function rootBy(content: Buffer, index: number, count: number, path: string[]): string | undefined;
export function seedOf(draw: Draw): string;
export function placeOf(seed: string, count: number, index: number): number;
export function isSigned(publicKey: string, round: number, signature: string): boolean;
