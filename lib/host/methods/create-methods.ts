import type { HostMethod } from '@/lib/platform/messages';
import { createAskingsMethods } from './askings-methods';
import { createCoreMethods } from './core-methods';
import { createDetectMethods } from './detect-methods';
import { createEditorMethods } from './editor-methods';
import { createImportMethods } from './import-methods';
import { createLlmMethods } from './llm-methods';
import type { MethodDeps } from './method-deps';
import type { MethodGroup } from './method-group';
import { createPhrasesMethods } from './phrases-methods';
import { createPublishMethods } from './publish-methods';
import { createTeachMethods } from './teach-methods';
import { createTeamMethods } from './team-methods';
import { createUsageMethods } from './usage-methods';

/** All calls of the view port. Each validates its parameters and throws `MethodError` with a reason when refused. */
export const createMethods = (deps: MethodDeps): MethodGroup<HostMethod> => ({
  ...createAskingsMethods(deps),
  ...createCoreMethods(deps),
  ...createDetectMethods(deps),
  ...createEditorMethods(deps),
  ...createImportMethods(deps),
  ...createLlmMethods(deps),
  ...createPhrasesMethods(deps),
  ...createTeachMethods(deps),
  ...createTeamMethods(deps),
  ...createPublishMethods(deps),
  ...createUsageMethods(deps),
});
