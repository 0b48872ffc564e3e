/** Requests as plain fetch sends them: what a client of OSV is compared with. */

export interface Asked {
  readonly method: string
  readonly path: string
  readonly body: string
}

/** Sends what posts, one after the other, and then all else, so many at a time. Answers are read and not parsed. */
export async function replay(requests: readonly Asked[], address: string, atOnce: number): Promise<void> {
  const send = async ({ method, path, body }: Asked): Promise<void> => {
    const posted = body === '' ? {} : { body, headers: { 'content-type': 'application/json' } }
    const answer = await fetch(address + path, { method, ...posted })
    await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status}`)
  }
  for (const request of requests) if (request.method === 'POST') await send(request)
  const others = requests.filter(({ method }) => method !== 'POST').values()
  const sendRest = async (): Promise<void> => {
    for (const request of others) await send(request)
  }
  await Promise.all(Array.from({ length: atOnce }, sendRest))
}
