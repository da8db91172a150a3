import type { Editing } from './fields';
import { AnswerForm } from './kinds/answer-form';
import { CardForm } from './kinds/card-form';
import { LexiconForm } from './kinds/lexicon-form';
import { NoticeForm } from './kinds/notice-form';
import { PlaybookForm } from './kinds/playbook-form';
import { PolicyForm } from './kinds/policy-form';
import { ProductForm } from './kinds/product-form';
import { ShopForm } from './kinds/shop-form';
import { SubtextForm } from './kinds/subtext-form';
import { kindOf } from './row-values';

/** What an entry says, by its kind. */
export function KindForm(props: Editing) {
  switch (kindOf(props.row)) {
    case 'card':
      return <CardForm {...props} />;
    case 'playbook':
      return <PlaybookForm {...props} />;
    case 'product':
      return <ProductForm {...props} />;
    case 'notice':
      return <NoticeForm {...props} />;
    case 'shop':
      return <ShopForm {...props} />;
    case 'subtext':
      return <SubtextForm {...props} />;
    case 'lexicon':
      return <LexiconForm {...props} />;
    case 'policy':
      return <PolicyForm {...props} />;
    default:
      return <AnswerForm {...props} />;
  }
}
