// Stands in for undici (package.json's "overrides"). @actions/http-client imports undici for
// getAgentDispatcher alone, which neither we nor @actions/core nor @actions/cache call: its requests go
// through node:http(s). The real package is 0.9 MB that every entry would load, half of its cold start.
export class ProxyAgent {
  constructor() {
    throw new Error('undici is not bundled: HttpClient.getAgentDispatcher is not available here')
  }
}
