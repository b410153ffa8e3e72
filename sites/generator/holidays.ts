import type { SiteManifest } from '../../shared/site/schema.ts'

/**
 * Public holidays as the General Office of the State Council announced them: notices 国办发明电〔2022〕16号 for 2023,
 * 国办发明电〔2023〕7号 for 2024, 国办发明电〔2024〕12号 for 2025 and that of 4 November 2025 for 2026, weekends they join included.
 * No date of a later year stands here, since none was taken from its notice: whoever renews the file does so from the notice
 * of that year.
 */
export const CALENDAR: SiteManifest['calendar'] & object = {
  source: '国务院办公厅关于2023年至2026年部分节假日安排的通知(国办发明电〔2022〕16号、〔2023〕7号、〔2024〕12号,2025年11月4日通知)。 / '
    + 'Notices of the General Office of the State Council on public holidays of 2023 to 2026.',
  note: '每年须按当年通知续写;没有日期的年份不会提示节假日模式。 / '
    + 'To be renewed each year from that year\'s notice; for a year without dates no holiday mode is proposed.',
  holidays: [
    { name: { zh: '元旦', en: 'New Year' }, from: '2022-12-31', to: '2023-01-02' },
    { name: { zh: '春节', en: 'Spring Festival' }, from: '2023-01-21', to: '2023-01-27' },
    { name: { zh: '清明节', en: 'Qingming' }, from: '2023-04-05', to: '2023-04-05' },
    { name: { zh: '劳动节', en: 'Labour Day' }, from: '2023-04-29', to: '2023-05-03' },
    { name: { zh: '端午节', en: 'Dragon Boat Festival' }, from: '2023-06-22', to: '2023-06-24' },
    { name: { zh: '中秋节、国庆节', en: 'Mid-Autumn and National Day' }, from: '2023-09-29', to: '2023-10-06' },
    { name: { zh: '元旦', en: 'New Year' }, from: '2023-12-30', to: '2024-01-01' },
    { name: { zh: '春节', en: 'Spring Festival' }, from: '2024-02-10', to: '2024-02-17' },
    { name: { zh: '清明节', en: 'Qingming' }, from: '2024-04-04', to: '2024-04-06' },
    { name: { zh: '劳动节', en: 'Labour Day' }, from: '2024-05-01', to: '2024-05-05' },
    { name: { zh: '端午节', en: 'Dragon Boat Festival' }, from: '2024-06-08', to: '2024-06-10' },
    { name: { zh: '中秋节', en: 'Mid-Autumn Festival' }, from: '2024-09-15', to: '2024-09-17' },
    { name: { zh: '国庆节', en: 'National Day' }, from: '2024-10-01', to: '2024-10-07' },
    { name: { zh: '元旦', en: 'New Year' }, from: '2025-01-01', to: '2025-01-01' },
    { name: { zh: '春节', en: 'Spring Festival' }, from: '2025-01-28', to: '2025-02-04' },
    { name: { zh: '清明节', en: 'Qingming' }, from: '2025-04-04', to: '2025-04-06' },
    { name: { zh: '劳动节', en: 'Labour Day' }, from: '2025-05-01', to: '2025-05-05' },
    { name: { zh: '端午节', en: 'Dragon Boat Festival' }, from: '2025-05-31', to: '2025-06-02' },
    { name: { zh: '国庆节、中秋节', en: 'National Day and Mid-Autumn' }, from: '2025-10-01', to: '2025-10-08' },
    { name: { zh: '元旦', en: 'New Year' }, from: '2026-01-01', to: '2026-01-03' },
    { name: { zh: '春节', en: 'Spring Festival' }, from: '2026-02-15', to: '2026-02-23' },
    { name: { zh: '清明节', en: 'Qingming' }, from: '2026-04-04', to: '2026-04-06' },
    { name: { zh: '劳动节', en: 'Labour Day' }, from: '2026-05-01', to: '2026-05-05' },
    { name: { zh: '端午节', en: 'Dragon Boat Festival' }, from: '2026-06-19', to: '2026-06-21' },
    { name: { zh: '中秋节', en: 'Mid-Autumn Festival' }, from: '2026-09-25', to: '2026-09-27' },
    { name: { zh: '国庆节', en: 'National Day' }, from: '2026-10-01', to: '2026-10-07' },
  ],
}
