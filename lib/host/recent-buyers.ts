import { type Conversation, refKey } from '@/lib/chat/conversation';

/** Buyers and orders of the conversations that were open lately: a draft that names one of them is for the wrong buyer. */
export interface RecentBuyers {
  note(conversation: Conversation | null): void;
  /** What belongs to conversations other than this one. */
  except(conversation: Conversation | null): { otherBuyerNames: string[]; otherOrderIds: string[] };
}

/** An agent's busiest half hour has fewer. In memory only. */
const KEPT = 40;

/** Makes an empty memory. */
export function createRecentBuyers(): RecentBuyers {
  const recent = new Map<string, { name: string | undefined; orders: string[] }>();
  return {
    note: (conversation) => {
      if (!conversation) return;
      const key = refKey(conversation.ref);
      recent.delete(key);
      const orders = conversation.orders.flatMap(({ id, trackingNo }) =>
        [id, trackingNo].filter((x) => x !== undefined),
      );
      recent.set(key, { name: conversation.buyer.name, orders });
      if (recent.size > KEPT) recent.delete(recent.keys().next().value ?? '');
    },
    except: (conversation) => {
      const own = conversation ? refKey(conversation.ref) : '';
      const names = new Set<string>();
      const orders = new Set<string>();
      for (const [key, { name, orders: ids }] of recent) {
        if (key === own) continue;
        // Two buyers may share a nickname: it is then no sign of the wrong one.
        if (name && name !== conversation?.buyer.name) names.add(name);
        for (const id of ids) orders.add(id);
      }
      return { otherBuyerNames: [...names], otherOrderIds: [...orders] };
    },
  };
}
