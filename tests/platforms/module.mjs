// Finds everything in the registries of a module: node module.mjs MODULE LINE

import { readFileSync } from "node:fs";
import assert from "node:assert/strict";

const [file, expected] = process.argv.slice(2);
const module = new WebAssembly.Module(readFileSync(file));
assert.deepEqual(WebAssembly.Module.imports(module), [], "it needs nothing from outside");

function line(exports) {
  const start = exports.line();
  const bytes = new Uint8Array(exports.memory.buffer);
  return new TextDecoder().decode(bytes.slice(start, bytes.indexOf(0, start)));
}

// whether the host runs the constructors, and how often, makes no difference
for (const [before, after] of [[0, 0], [1, 0], [3, 2], [0, 3]]) {
  const { exports } = new WebAssembly.Instance(module);
  for (let call = 0; call < before; call += 1) exports.__wasm_call_ctors();
  assert.equal(line(exports), expected);
  for (let call = 0; call < after; call += 1) exports.__wasm_call_ctors();
  assert.equal(line(exports), expected);
}
console.log(expected);
