import { envSchema } from 'env-schema'
import { Type, type Static } from 'typebox'

const DAY_HOURS = 24

const SettingsSchema = Type.Object({
  PORT: Type.Integer({ default: 8080, minimum: 0, maximum: 65535 }),
  HOST: Type.String({ default: '127.0.0.1', minLength: 1 }),
  SERVER_NAMES: Type.String({ default: '' }),
  TRUST_PROXY: Type.String({ default: '' }),
  DATA_DIR: Type.String({ default: 'var', minLength: 1 }),
  SITE: Type.String({ default: 'sites/ruyi-lake', minLength: 1 }),
  SIMULATOR: Type.Enum(['on', 'off'], { default: 'on' }),
  SIMULATOR_SEED: Type.Integer({ default: 20231123, minimum: 0 }),
  SIMULATOR_SPEED: Type.Number({ default: 1, exclusiveMinimum: 0, maximum: 100 }),
  MQTT_URL: Type.String({ default: '' }),
  HISTORY_KEEP_HOURS: Type.Number({ default: 30 * DAY_HOURS, exclusiveMinimum: 0 }),
  HISTORY_FULL_HOURS: Type.Number({ default: 2 * DAY_HOURS, exclusiveMinimum: 0 }),
  HISTORY_THIN_SECONDS: Type.Number({ default: 30, exclusiveMinimum: 0 }),
  LOG_LEVEL: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { default: 'info' }),
})

/** Settings of the server; each has a default, README lists them. */
export type Settings = Static<typeof SettingsSchema>

/** The parts of a setting that is a list, separated by commas. */
export function listOf(setting: string): string[] {
  return setting.split(',').map((part) => part.trim()).filter((part) => part !== '')
}

/** A setting that does not fit; the message names it. */
export class BadSetting extends Error {
  override readonly name = 'BadSetting'
}

/**
 * Reads the settings from the environment and a `.env` file in the folder the server is started in.
 * @throws BadSetting
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  try {
    return envSchema<Settings>({ schema: SettingsSchema, data: env, dotenv: true })
  } catch (error) {
    throw new BadSetting(`设置有误 a setting does not fit: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}
