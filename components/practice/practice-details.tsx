import { useTranslation } from 'react-i18next';
import type { PracticeConversation } from '@/lib/practice/engine';
import styles from './practice.module.css';
import { ProductPicture } from './practice-bubble';

/** The order and product beside the chat, as consoles show them. */
export function PracticeDetails({ conversation }: { conversation: PracticeConversation | null }) {
  const { t } = useTranslation();
  if (!conversation) return <aside className={styles.details} aria-label={t('practice.details')} />;
  const { product, orders } = conversation.script;
  return (
    <aside className={styles.details} aria-label={t('practice.details')}>
      <h3>{t('practice.product')}</h3>
      <div className={styles.panelProduct} data-practice="panel-product" data-id={product.id}>
        <div className={styles.productHead}>
          <ProductPicture />
          <div>
            <div data-practice="title">{product.title}</div>
            <div className={styles.price} data-practice="price">
              {product.price}
            </div>
          </div>
        </div>
        <dl className={styles.pairs}>
          {Object.entries(product.attributes).map(([name, value]) => (
            <div key={name} data-practice="attribute" data-name={name} data-value={value}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      <h3>{t('practice.order')}</h3>
      {orders.length === 0 && <p className={styles.small}>{t('practice.noOrder')}</p>}
      {orders.map((order) => (
        <div key={order.id} className={styles.panelProduct} data-practice="panel-order" data-id={order.id}>
          <dl className={styles.pairs}>
            <Pair label={t('practice.orderId')} value={order.id} />
            <Pair label={t('practice.orderState')} value={order.state} name="order-state" />
            <Pair label={t('practice.promised')} value={order.promisedShipTime} name="order-ship" />
            <Pair label={t('practice.carrier')} value={order.carrier} name="order-carrier" />
            <Pair label={t('practice.trackingNo')} value={order.trackingNo} name="order-tracking" />
            <Pair label={t('practice.lastTrack')} value={order.lastTrack} name="order-track" />
          </dl>
        </div>
      ))}
    </aside>
  );
}

function Pair({ label, value, name }: { label: string; value: string | undefined; name?: string }) {
  if (!value) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd data-practice={name}>{value}</dd>
    </div>
  );
}
