import { createServer, type Server } from 'node:http';
import { serveChatUi } from '../fixtures/chat-uis/serve';

export interface ChatUiServer {
  /** Address of a chat UI on this server. */
  url(name: string): string;
  close(): Promise<void>;
}

/** Serves the chat UIs of our fixtures at localhost, as a shop's own back office would stand there. */
export async function startChatUiServer(): Promise<ChatUiServer> {
  const server: Server = createServer((request, response) => {
    void serveChatUi(`http://localhost${request.url ?? '/'}`).then((answer) => {
      response.writeHead(answer?.status ?? 404, { 'content-type': answer?.contentType ?? 'text/plain' });
      response.end(answer?.body ?? '');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: (name) => `http://localhost:${port}/chat-ui/${name}/`,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
