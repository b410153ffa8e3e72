/*
 * The parts of Element Plus the desk uses, one by one, each with its own style. Nothing else of the page imports it.
 */
export { ElAutocomplete } from 'element-plus/es/components/autocomplete/index.mjs'
import 'element-plus/es/components/autocomplete/style/css.mjs'
export { ElButton } from 'element-plus/es/components/button/index.mjs'
import 'element-plus/es/components/button/style/css.mjs'
export { ElDialog } from 'element-plus/es/components/dialog/index.mjs'
import 'element-plus/es/components/dialog/style/css.mjs'
export { ElInput } from 'element-plus/es/components/input/index.mjs'
import 'element-plus/es/components/input/style/css.mjs'
export { ElRadioButton, ElRadioGroup } from 'element-plus/es/components/radio/index.mjs'
import 'element-plus/es/components/radio-group/style/css.mjs'
import 'element-plus/es/components/radio-button/style/css.mjs'
import { ElSelect as Select } from 'element-plus/es/components/select/index.mjs'
import 'element-plus/es/components/select/style/css.mjs'
import type { DefineComponent } from 'vue'

/** Under this the language of all of them is provided. */
export { localeContextKey } from 'element-plus/es/hooks/use-locale/index.mjs'

interface SelectProps {
  readonly modelValue: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly id?: string
  readonly 'onUpdate:modelValue'?: (value: string) => void
}

/** The package types this one's props by their declarations rather than by what they take. */
export const ElSelect = Select as unknown as DefineComponent<SelectProps>
