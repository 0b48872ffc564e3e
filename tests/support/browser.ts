import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { run } from '../../src/engine/command.ts'
import { obstacle, unpackHostPackages } from '../../src/engine/private/packages.ts'
import { there } from './process.ts'
import { FOLDER, withApt } from './tools.ts'

const UNPACKED = path.join(FOLDER, 'debian-chromium')
const PROGRAM = 'usr/lib/chromium/chromium'

/** How a page is looked at. */
export interface View {
  readonly width: number
  readonly height: number
  readonly scheme: 'light' | 'dark'
}

/** Chromium without a window, driven by its DevTools protocol (https://chromedevtools.github.io/devtools-protocol/). */
export class Browser implements AsyncDisposable {
  /** Messages of pages: errors of scripts, and what the Content-Security-Policy refused. */
  readonly complaints: string[] = []
  /** What pages asked for. */
  readonly requests: string[] = []
  readonly #child: ChildProcess
  readonly #socket: WebSocket
  readonly #profile: string
  readonly #waiting = new Map<number, (answer: { result?: unknown; error?: { message: string } }) => void>()
  #session: string | undefined
  #last = 0

  private constructor(child: ChildProcess, socket: WebSocket, profile: string) {
    this.#child = child
    this.#socket = socket
    this.#profile = profile
    socket.addEventListener('message', ({ data }) => this.#receive(JSON.parse(String(data))))
  }

  /** @throws Error that says what to install where there is no Chromium and none can be had. */
  static async start(): Promise<Browser> {
    const { command, env } = await chromium()
    const profile = await mkdtemp(path.join(tmpdir(), 'test-browser-'))
    const own = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`]
    // Root has no sandbox; the pages are the tests' own.
    const quiet = [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--hide-scrollbars',
    ]
    const alone = ['--disable-background-networking', '--disable-component-update', '--disable-sync']
    const child = spawn(command, [...own, ...quiet, ...alone, 'about:blank'], {
      env: { ...process.env, ...env, HOME: profile, TMPDIR: profile },
      stdio: 'ignore',
    })
    const address = await endpointOf(profile, child)
    const socket = new WebSocket(address)
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve)
      socket.addEventListener('error', () => reject(new Error('Chromium takes no connection')))
    })
    const browser = new Browser(child, socket, profile)
    const { targetId } = await browser.send<{ targetId: string }>('Target.createTarget', {
      url: 'about:blank',
    })
    const attached = await browser.send<{ sessionId: string }>('Target.attachToTarget', {
      targetId,
      flatten: true,
    })
    browser.#session = attached.sessionId
    for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await browser.send(`${domain}.enable`)
    return browser
  }

  /** Opens a page, and waits until it is loaded. */
  async open(url: string, { width, height, scheme }: View): Promise<void> {
    await this.send('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: width < 600,
    })
    await this.send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-color-scheme', value: scheme }],
    })
    await this.send('Page.navigate', { url })
    for (let tries = 0; tries < 200; tries++) {
      if (await this.evaluate(`location.href !== 'about:blank' && document.readyState === 'complete'`)) return
      await sleep(25)
    }
    throw new Error(`${url} is not loaded after 5 s`)
  }

  /** The value of an expression, awaited, in the page. */
  async evaluate<T>(expression: string): Promise<T> {
    const options = { expression, awaitPromise: true, returnByValue: true }
    const { result, exceptionDetails } = await this.send<{
      result: { value: T }
      exceptionDetails?: { exception?: { description?: string }; text: string }
    }>('Runtime.evaluate', options)
    if (exceptionDetails === undefined) return result.value
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
  }

  /** A key as a person presses it: `Tab`, `ArrowDown`, or a character. */
  async press(key: string): Promise<void> {
    const code = { Tab: 9, Enter: 13, Escape: 27, ArrowUp: 38, ArrowDown: 40 }[key]
    const text = key === 'Enter' ? '\r' : key.length === 1 ? key : undefined
    const event = { key, code: key, windowsVirtualKeyCode: code, text }
    await this.send('Input.dispatchKeyEvent', {
      type: text === undefined ? 'rawKeyDown' : 'keyDown',
      ...event,
    })
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event, text: undefined })
  }

  /** A picture of the page as a PNG: of what is in view, or of the first `height` pixels. */
  async screenshot(height?: number): Promise<Buffer> {
    const { cssContentSize } = await this.send<{ cssContentSize: { width: number; height: number } }>(
      'Page.getLayoutMetrics',
    )
    const clip = {
      x: 0,
      y: 0,
      width: cssContentSize.width,
      height: Math.min(height ?? 0, cssContentSize.height),
      scale: 1,
    }
    const options = height === undefined ? {} : { clip, captureBeyondViewport: true }
    const { data } = await this.send<{ data: string }>('Page.captureScreenshot', options)
    return Buffer.from(data, 'base64')
  }

  send<T>(method: string, params: object = {}): Promise<T> {
    const id = ++this.#last
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) => {
        if (error === undefined) resolve(result as T)
        else reject(new Error(`${method}: ${error.message}`))
      })
      this.#socket.send(JSON.stringify({ id, method, params, sessionId: this.#session }))
    })
  }

  #receive(message: {
    id?: number
    method?: string
    result?: unknown
    error?: { message: string }
    params?: {
      entry?: { text: string }
      exceptionDetails?: { text: string }
      request?: { url: string }
    }
  }): void {
    const { id, params = {} } = message
    if (id !== undefined) this.#waiting.get(id)?.(message)
    const text = params.entry?.text ?? params.exceptionDetails?.text
    if (text !== undefined && message.method !== undefined) this.complaints.push(text)
    if (params.request !== undefined) this.requests.push(params.request.url)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.close()
    const ended = new Promise((resolve) => this.#child.once('exit', resolve))
    this.#child.kill()
    await ended
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function endpointOf(profile: string, child: ChildProcess): Promise<string> {
  for (let tries = 0; tries < 400 && child.exitCode === null; tries++) {
    const said = await readFile(path.join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '')
    const [port, place] = said.split('\n')
    if (place) return `ws://127.0.0.1:${port}${place}`
    await sleep(50)
  }
  throw new Error('Chromium did not start within 20 s')
}

/** As the machine has it; otherwise Debian's, unpacked with its fonts. */
async function chromium(): Promise<{ command: string; env: NodeJS.ProcessEnv }> {
  for (const command of ['chromium', 'google-chrome', 'chromium-browser']) {
    const found = await run(command, ['--version']).catch(() => undefined)
    if (found?.exitCode === 0) return { command, env: {} }
  }
  const fonts = path.join(FOLDER, 'fonts.conf')
  if (!(await there(fonts))) {
    const reason = await obstacle()
    if (reason !== undefined) throw new Error(`install Chromium: there is none here, and ${reason}`)
    await mkdir(FOLDER, { recursive: true })
    await withApt((folder) => unpackHostPackages(folder, ['chromium', 'fonts-liberation'], UNPACKED))
    const folder = path.join(UNPACKED, 'usr/share/fonts')
    await writeFile(
      fonts,
      `<fontconfig><dir>${folder}</dir><cachedir>${FOLDER}/fonts</cachedir></fontconfig>`,
    )
  }
  const libraries = path.join(
    UNPACKED,
    'usr/lib',
    process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu',
  )
  const folders = [libraries, libraries.replace('usr/', ''), ...(await subfolders(libraries, 'pulseaudio'))]
  return {
    command: path.join(UNPACKED, PROGRAM),
    env: { LD_LIBRARY_PATH: folders.join(':'), FONTCONFIG_FILE: fonts },
  }
}

/** Libraries that are found by a path in those that need them, on a machine that has them installed. */
async function subfolders(folder: string, name: string): Promise<string[]> {
  return (await readdir(folder)).includes(name) ? [path.join(folder, name)] : []
}
