import type { DestinationForm } from '@/lib/platform/methods/publish-methods';
import type { Destination } from '@/lib/team/publish/destinations';

const given = (text: string): string | undefined => text.trim() || undefined;

/** The form of a stored destination. Secrets never travel back to a view. */
export function toDestinationForm(destination: Destination): DestinationForm {
  const readUrl = destination.readUrl ?? '';
  switch (destination.kind) {
    case 's3': {
      const { bucketUrl, region, prefix = '', accessKeyId } = destination;
      return { kind: 's3', bucketUrl, region, prefix, accessKeyId, secretAccessKey: '', readUrl };
    }
    case 'put':
      return { kind: 'put', url: destination.url, user: destination.user ?? '', password: '', readUrl };
    case 'files':
      return { kind: 'files', readUrl };
  }
}

/** What a form means: an empty secret keeps the stored one, but only for the same server and the same user. */
export function mergeDestination(form: DestinationForm, before: Destination | null): unknown {
  const readUrl = given(form.readUrl);
  switch (form.kind) {
    case 's3': {
      const isSame = before?.kind === 's3' && before.accessKeyId === form.accessKeyId.trim();
      const secretAccessKey = given(form.secretAccessKey) ?? (isSame ? before.secretAccessKey : '');
      return {
        kind: 's3',
        bucketUrl: form.bucketUrl.trim(),
        region: given(form.region) ?? 'us-east-1',
        prefix: given(form.prefix),
        accessKeyId: form.accessKeyId.trim(),
        secretAccessKey,
        readUrl,
      };
    }
    case 'put': {
      const user = given(form.user);
      const isSame = before?.kind === 'put' && before.user === user && isSameHost(before.url, form.url);
      const password = form.password || (isSame ? before.password : undefined);
      return { kind: 'put', url: form.url.trim(), user, password: user ? password : undefined, readUrl };
    }
    case 'files':
      return { kind: 'files', readUrl };
  }
}

const isSameHost = (a: string, b: string): boolean => {
  try {
    return new URL(a).host === new URL(b).host;
  } catch {
    return false;
  }
};
