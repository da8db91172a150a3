/** How far an endpoint can be held to a shape: a JSON schema, any JSON object, or only by asking. */
export type JsonMode = 'schema' | 'object' | 'none';

/** A known OpenAI-compatible endpoint; base URL and model stay editable. */
export interface LlmPreset {
  id: string;
  /** Proper name, the same in every language; null: worded by the locale as `llm.preset.<id>`. */
  name: string | null;
  baseUrl: string;
  model: string;
  json: JsonMode;
  needsKey: boolean;
  /** Page where a key is made. */
  keyPage?: string;
}

/** Addresses as the providers document them (2026-11); whatever they change can be typed over. */
export const LLM_PRESETS: readonly LlmPreset[] = [
  {
    id: 'deepseek',
    name: 'DeepSeek',
    baseUrl: 'https://api.deepseek.com/v1',
    model: 'deepseek-chat',
    json: 'object',
    needsKey: true,
    keyPage: 'https://platform.deepseek.com/api_keys',
  },
  {
    id: 'dashscope',
    name: '通义 DashScope',
    baseUrl: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
    model: 'qwen-plus',
    json: 'object',
    needsKey: true,
    keyPage: 'https://bailian.console.aliyun.com/?tab=model#/api-key',
  },
  {
    id: 'moonshot',
    name: 'Moonshot',
    baseUrl: 'https://api.moonshot.cn/v1',
    model: 'kimi-latest',
    json: 'object',
    needsKey: true,
    keyPage: 'https://platform.moonshot.cn/console/api-keys',
  },
  {
    id: 'zhipu',
    name: '智谱 GLM',
    baseUrl: 'https://open.bigmodel.cn/api/paas/v4',
    model: 'glm-4-plus',
    json: 'object',
    needsKey: true,
    keyPage: 'https://open.bigmodel.cn/usercenter/apikeys',
  },
  {
    id: 'ark',
    name: '火山方舟',
    baseUrl: 'https://ark.cn-beijing.volces.com/api/v3',
    model: 'doubao-1-5-pro-32k-250115',
    json: 'object',
    needsKey: true,
    keyPage: 'https://console.volcengine.com/ark',
  },
  {
    id: 'siliconflow',
    name: 'SiliconFlow',
    baseUrl: 'https://api.siliconflow.cn/v1',
    model: 'Qwen/Qwen2.5-72B-Instruct',
    json: 'object',
    needsKey: true,
    keyPage: 'https://cloud.siliconflow.cn/account/ak',
  },
  {
    id: 'openai',
    name: 'OpenAI',
    baseUrl: 'https://api.openai.com/v1',
    model: 'gpt-4.1-mini',
    json: 'schema',
    needsKey: true,
    keyPage: 'https://platform.openai.com/api-keys',
  },
  {
    id: 'ollama',
    name: 'Ollama',
    baseUrl: 'http://localhost:11434/v1',
    model: 'qwen2.5:7b',
    json: 'schema',
    needsKey: false,
  },
  {
    id: 'lmstudio',
    name: 'LM Studio',
    baseUrl: 'http://localhost:1234/v1',
    model: '',
    json: 'schema',
    needsKey: false,
  },
  { id: 'vllm', name: 'vLLM', baseUrl: 'http://localhost:8000/v1', model: '', json: 'schema', needsKey: false },
  { id: 'custom', name: null, baseUrl: '', model: '', json: 'object', needsKey: false },
];

/** The preset of that id; unknown ids are custom. */
export const getPreset = (id: string): LlmPreset =>
  LLM_PRESETS.find((preset) => preset.id === id) ?? (LLM_PRESETS.at(-1) as LlmPreset);
