import { describe, expect, it } from 'vitest'
import { messageOf } from '../errors.ts'
import { checkRepositories, type Notice, parseWebhook, webhookBody } from './notices.ts'

const NOTICE: Notice = { event: 'release', image: 'ghcr.io/acme/spark', text: 'a <!channel> & b' }

describe('a webhook', () => {
  it.each(['https://hooks.example/T0/secret', 'http://127.0.0.1:8080/secret', 'http://localhost/secret'])(
    'may be %s',
    (text) => expect(parseWebhook(text)?.href).toBe(text),
  )

  it.each([
    'http://hooks.example/secret',
    'https://user:secret@hooks.example/',
    'file:///secret',
    'secret',
    'http://127.0.0.1.example/secret',
  ])('may not be %s, and the message does not have it', (text) => {
    let message = ''
    try {
      parseWebhook(text)
    } catch (error) {
      message = messageOf(error)
    }
    expect(message).toMatch(/^the input webhook is not an address like https:/)
    expect(message).not.toContain('secret')
  })

  it('gets all that is known as JSON, and of long lists the beginning', () => {
    expect(webhookBody(NOTICE, 'json')).toEqual(NOTICE)
    const ids = Array.from({ length: 300 }, (_, index) => `CVE-${index}`)
    expect(webhookBody({ ...NOTICE, ids }, 'json')).toMatchObject({ ids: ids.slice(0, 200) })
  })

  it("gets Slack's form, in which nothing of the text is a mention or a link", () => {
    expect(webhookBody({ ...NOTICE, run: 'https://github.example/run' }, 'slack')).toEqual({
      text: 'a &lt;!channel&gt; &amp; b (<https://github.example/run|run>)',
    })
  })
})

describe('repositories to tell', () => {
  it('are named as owner/name', () => {
    expect(checkRepositories(['acme/deploy', 'a-b/c.d_e'])).toHaveLength(2)
    for (const wrong of ['acme', 'a/b/c', 'a/..', 'https://github.com/a/b', 'a b/c', 'a/b?x']) {
      expect(() => checkRepositories([wrong])).toThrow(
        /^the input dispatch has ".*": name repositories as OWNER\/NAME/,
      )
    }
  })
})
