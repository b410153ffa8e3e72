import { createApp } from 'vue'
import FieldPage from './FieldPage.vue'
import { keepPage } from './keepPage.ts'
import '../theme/tokens.css'
import './field.css'

createApp(FieldPage).mount('#app')
void keepPage()
