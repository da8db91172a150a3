import { useTranslation } from 'react-i18next';
import type { PracticeMessage } from '@/lib/practice/engine';
import type { PracticeScript } from '@/lib/practice/script-schema';
import styles from './practice.module.css';
import { Avatar } from './practice-list';

/** One row of the thread: words, or a product or order card, with its time. */
export function PracticeBubble({ message, script }: { message: PracticeMessage; script: PracticeScript }) {
  const { i18n } = useTranslation();
  const time = new Intl.DateTimeFormat(i18n.language, { hour: '2-digit', minute: '2-digit', hour12: false }).format(
    message.atMs,
  );
  const [order] = script.orders;
  return (
    <div className={styles.message} data-practice="message" data-id={message.id} data-role={message.role}>
      {message.role === 'buyer' && <Avatar name={script.buyer.name} />}
      <div className={styles.bubbleBox}>
        {message.text && (
          <div className={styles.bubble} data-practice="text">
            {message.text}
          </div>
        )}
        {message.card === 'product' && (
          <div className={styles.cardBubble} data-practice="product" data-id={script.product.id}>
            <ProductPicture />
            <div>
              <div data-practice="title">{script.product.title}</div>
              <div className={styles.price} data-practice="price">
                {script.product.price}
              </div>
            </div>
          </div>
        )}
        {message.card === 'order' && order && (
          <div className={styles.cardBubble} data-practice="order" data-id={order.id}>
            <div>
              <div>{order.id}</div>
              <div className={styles.price} data-practice="order-state">
                {order.state}
              </div>
              <div className={styles.small} data-practice="order-ship">
                {order.promisedShipTime}
              </div>
            </div>
          </div>
        )}
        <div className={styles.time} data-practice="time">
          {time}
        </div>
      </div>
    </div>
  );
}

/** A plain drawing in place of a photograph: nothing of anybody's shop. */
export function ProductPicture() {
  return (
    <svg className={styles.picture} viewBox="0 0 48 48" aria-hidden="true">
      <rect width="48" height="48" rx="6" fill="var(--dm-sunken)" />
      <path
        d="M13 18h22l2 21H11zM18 21v-5a6 6 0 0 1 12 0v5"
        fill="none"
        stroke="var(--dm-brand-line)"
        strokeWidth="2"
        strokeLinejoin="round"
      />
    </svg>
  );
}
