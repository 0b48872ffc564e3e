import { expect, it } from 'vitest'
import { checkDestination } from './destination.ts'

const PUBLIC = 'https://registry.example'

it.each([
  [PUBLIC, 'https://storage.example/blob?signature=x'],
  [PUBLIC, 'https://203.0.113.7/blob'],
  [PUBLIC, 'https://[2001:db8::1]/blob'],
  [PUBLIC, 'https://[64:ff9b::203.0.113.7]/blob'],
  [PUBLIC, 'https://[2002:cb00:7107::1]/blob'],
  [PUBLIC, 'https://[::ffff:203.0.113.7]/blob'],
  ['https://10.1.2.3', 'https://[64:ff9b::10.1.2.4]/blob'],
  ['http://localhost:5000', 'http://127.0.0.1:6000/token'],
  ['http://127.0.0.1:5000', 'https://10.0.0.2/blob'],
  ['https://10.1.2.3', 'https://192.168.1.1/blob'],
  ['https://169.254.1.1', 'https://169.254.1.2/blob'],
])('%s may lead to %s', (registry, url) => {
  expect(() => checkDestination(new URL(url), new URL(registry), new URL(registry))).not.toThrow()
})

it.each([
  [PUBLIC, 'http://registry.example/blob', 'is without TLS'],
  [PUBLIC, 'ftp://registry.example/blob', 'is ftp:'],
  [PUBLIC, 'https://localhost/blob', 'is a loopback address'],
  [PUBLIC, 'https://localhost./blob', 'is a loopback address'],
  [PUBLIC, 'https://a.localhost/blob', 'is a loopback address'],
  [PUBLIC, 'https://127.0.0.1/blob', 'is a loopback address'],
  [PUBLIC, 'https://0x7f.1/blob', 'is a loopback address'],
  [PUBLIC, 'https://2130706433/blob', 'is a loopback address'],
  [PUBLIC, 'https://0.0.0.0/blob', 'is a loopback address'],
  [PUBLIC, 'https://[::1]/blob', 'is a loopback address'],
  [PUBLIC, 'https://[::ffff:127.0.0.1]/blob', 'is a loopback address'],
  [PUBLIC, 'https://169.254.169.254/latest/meta-data', 'is a link-local address'],
  [PUBLIC, 'https://[fe80::1]/blob', 'is a link-local address'],
  [PUBLIC, 'https://10.0.0.1/blob', 'is a private address'],
  [PUBLIC, 'https://172.31.0.1/blob', 'is a private address'],
  [PUBLIC, 'https://100.64.0.1/blob', 'is a private address'],
  [PUBLIC, 'https://[fd00::1]/blob', 'is a private address'],
  [PUBLIC, 'https://[::ffff:c0a8:101]/blob', 'is a private address'],
  // The same by way of IPv6: compatible, mapped, translated, NAT64, 6to4.
  [PUBLIC, 'https://[::127.0.0.1]/blob', 'is a loopback address'],
  [PUBLIC, 'https://[::ffff:0:127.0.0.1]/blob', 'is a loopback address'],
  [PUBLIC, 'https://[64:ff9b::127.0.0.1]/blob', 'is a loopback address'],
  [PUBLIC, 'https://[64:ff9b::a9fe:a9fe]/latest/meta-data', 'is a link-local address'],
  [PUBLIC, 'https://[2002:a9fe:a9fe::1]/latest/meta-data', 'is a link-local address'],
  [PUBLIC, 'https://[::ffff:169.254.169.254]/latest/meta-data', 'is a link-local address'],
  [PUBLIC, 'https://[64:ff9b::10.0.0.1]/blob', 'is a private address'],
  [PUBLIC, 'https://[64:ff9b:1::1]/blob', 'is a private address'],
  [PUBLIC, 'https://[2002:c0a8:101:1::1]/blob', 'is a private address'],
  [PUBLIC, 'https://[2002:ac1f:1::]/blob', 'is a private address'],
  [PUBLIC, 'https://[::192.168.1.1]/blob', 'is a private address'],
  ['https://10.1.2.3', 'https://127.0.0.1/blob', 'is a loopback address'],
  ['https://10.1.2.3', 'https://169.254.169.254/', 'is a link-local address'],
])('%s may not lead to %s: it %s', (registry, url, problem) => {
  expect(() => checkDestination(new URL(url), new URL(registry), new URL(registry))).toThrow(problem)
})
