import { expect, it } from 'vitest'
import { needsNoProxy } from './proxy.ts'

it.each([
  ['https://localhost:5000', ''],
  ['https://127.1.2.3', ''],
  ['https://[::1]:5000', ''],
  ['https://registry.example', '*'],
  ['https://registry.example', 'other.example, registry.example'],
  ['https://registry.example', 'REGISTRY.EXAMPLE'],
  ['https://registry.example', 'registry.example:443'],
  ['https://registry.example:5000', 'registry.example:5000'],
  ['https://registry.example:5000', 'registry.example'],
  ['https://a.registry.example', 'registry.example'],
  ['https://a.registry.example', '.registry.example'],
  ['https://a.registry.example', '*.registry.example'],
  ['https://a.b.registry.example:5000', '*.registry.example:5000'],
  ['https://10.1.2.3', '10.1.2.3'],
  ['https://10.1.2.3:5000', '10.1.2.3:5000'],
  ['https://10.1.2.3', '192.168.0.0/16,10.0.0.0/8'],
  ['https://[fd00::2]', 'fd00::2'],
  ['https://[fd00::2]:5000', '[fd00::2]:5000'],
  ['https://[fd00::2]:5000', '[fd00::2]'],
  ['https://[fd00:1::2]', 'fd00::/8'],
  ['https://10.1.2.3', '0.0.0.0/0'],
])('%s needs no proxy with no_proxy=%s', (url, noProxy) => {
  expect(needsNoProxy(new URL(url), noProxy)).toBe(true)
})

it.each([
  ['https://registry.example', ''],
  ['https://registry.example', ',,'],
  ['https://registry.example', 'example.registry'],
  ['https://registry.example', '.registry.example'],
  ['https://registry.example', '*.registry.example'],
  ['https://otherregistry.example', 'registry.example'],
  ['https://registry.example', 'registry.example:5000'],
  ['https://registry.example', '10.0.0.0/8'],
  ['https://11.1.2.3', '10.0.0.0/8'],
  ['https://10.1.2.3', '10.1.2.30,1.2.3'],
  ['https://10.1.2.3', '10.0.0.0/99,10.0.0.0/x,/8'],
  ['https://[fe00::2]', 'fd00::/8'],
  ['https://[fd00::2]', 'fd00::2/129'],
])('%s needs the proxy with no_proxy=%s', (url, noProxy) => {
  expect(needsNoProxy(new URL(url), noProxy)).toBe(false)
})
