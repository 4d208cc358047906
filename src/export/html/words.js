// The words of the interface, in English and Arabic. A word that is missing is its own name.
const WORDS = {
  en: {
    code: 'en', dir: 'ltr', other: 'العربية', search: 'Search a name, in either script', fit: 'Whole picture', theme: 'Dark / light', filters: 'Filter',
    kinds: 'Kinds', predicates: 'Relations', colours: 'Colours', by_kind: 'by kind', by_community: 'by community', all: 'all', none: 'none',
    close: 'Close', more: 'More', time: 'Time', always: 'All time', since: 'From', until: 'To', time_text: 'time',
    roles: 'Offices', held_by: 'Held by', events: 'Events', connections: 'Connections', quotes: 'Said', quotes_about: 'Said of it', named_in: 'Articles', sentences: 'Sentences',
    measures: 'Measures', divided: (n, q) => `${n} communities (modularity ${q})`, exact: 'betweenness exact',
    sampled: (n, error) => `betweenness from ${n} nodes, off by at most ${error} with 95 % confidence`,
    nothing: 'Nothing found', found: (n) => `${n} found`, count: (n, ns, e, es) => `${n} of ${ns} nodes, ${e} of ${es} edges`,
    picture: (n, e) => `A graph of ${n} nodes and ${e} edges. Arrow keys move it, plus and minus zoom, 0 shows it whole, Enter opens what is in the middle, slash searches.`,
    aliases: 'also', event_start: 'from', event_end: 'to', first_seen: 'first seen', last_seen: 'last seen', mention_count: 'mentions',
    article_count: 'articles', wikidata: 'Wikidata', degree_total: 'edges', type_other: 'other',
  },
  ar: {
    code: 'ar', dir: 'rtl', other: 'English', search: 'ابحث عن اسم بأي من اللغتين', fit: 'الصورة كاملة', theme: 'داكن / فاتح', filters: 'تصفية',
    kinds: 'الأنواع', predicates: 'العلاقات', colours: 'الألوان', by_kind: 'بحسب النوع', by_community: 'بحسب المجموعة', all: 'الكل', none: 'لا شيء',
    close: 'إغلاق', more: 'المزيد', time: 'الزمن', always: 'كل الزمن', since: 'من', until: 'إلى', time_text: 'الزمن',
    roles: 'المناصب', held_by: 'شاغلوها', events: 'الأحداث', connections: 'الصلات', quotes: 'أقواله', quotes_about: 'ما قيل عنه', named_in: 'المقالات', sentences: 'الجمل',
    measures: 'المقاييس', divided: (n, q) => `عدد المجموعات ${n} (نمطية ${q})`, exact: 'درجة التوسط دقيقة',
    sampled: (n, error) => `درجة التوسط مقدرة من ${n} عقدة بخطأ لا يتجاوز ${error} بثقة 95 %`,
    nothing: 'لا نتائج', found: (n) => `عدد النتائج ${n}`, count: (n, ns, e, es) => `${n} من ${ns} عقدة، ${e} من ${es} صلة`,
    picture: (n, e) => `شبكة من ${n} عقدة و${e} صلة. الأسهم تحركها، و+ و− للتكبير والتصغير، و0 لإظهارها كاملة، وEnter لفتح ما في الوسط، و/ للبحث.`,
    person: 'شخص', organization: 'منظمة', country: 'دولة', place: 'مكان', event: 'حدث', statement: 'تصريح', article: 'مقال',
    aliases: 'ويسمى', event_start: 'من', event_end: 'إلى', first_seen: 'أول ذكر', last_seen: 'آخر ذكر', mention_count: 'عدد المرات',
    article_count: 'المقالات', wikidata: 'ويكي بيانات', degree_total: 'الصلات',
    holds_role: 'يشغل منصبا', member_of: 'عضو في', part_of: 'جزء من', located_in: 'يقع في', hosted: 'استضاف', participated_in: 'شارك في',
    met: 'التقى', agree: 'اتفق مع', support: 'دعم', concede: 'تنازل لـ', cooperate: 'تعاون مع', aid: 'ساعد', retreat: 'تراجع أمام', request: 'طلب من',
    accuse: 'اتهم', reject: 'رفض', threaten: 'هدد', protest: 'احتج على', sanction: 'عاقب', mobilize: 'حشد ضد', coerce: 'أجبر', assault: 'هاجم',
    family_of: 'قريب لـ', said_about: 'قال عن', co_mentioned: 'ذكر مع', shared_event: 'اجتمعا في حدث', said: 'قال', about: 'عن', mentioned_in: 'ورد في',
    negated: 'منفي', future: 'مستقبلي', hypothetical: 'محتمل',
    conference: 'مؤتمر', summit: 'قمة', meeting: 'اجتماع', press_conference: 'مؤتمر صحفي', visit: 'زيارة', election: 'انتخابات', agreement: 'اتفاق',
    statement_issued: 'بيان', attack: 'هجوم', war: 'حرب', arrest: 'اعتقال', trial: 'محاكمة', disaster: 'كارثة', accident: 'حادث', sport: 'رياضة',
    appointment: 'تعيين', resignation: 'استقالة', launch: 'إطلاق', exercise: 'مناورة', ceremony: 'احتفال', death: 'وفاة', type_protest: 'احتجاج', type_sanction: 'عقوبة', type_other: 'حدث آخر',
  },
};
let words = WORDS[(navigator.language || 'en').startsWith('ar') ? 'ar' : 'en'];
const word = (name) => words[name] ?? name.replaceAll('_', ' ');
// A type of event; some share their name with a relation.
const type = (name) => words[`type_${name}`] ?? word(name);
// `support:negated`, `met#2`: the predicate, how it is put, the number.
const relation = (kind) => kind.split('#')[0].split(':').map(word).join(' · ');

// A year, month or day as the language writes it, by the calendar of the articles.
function day(text) {
  const [year, month, date] = text.split('-').map(Number);
  const shape = { timeZone: 'UTC', year: 'numeric', ...(month && { month: 'short' }), ...(date && { day: 'numeric' }) };
  return new Intl.DateTimeFormat(`${words.code}-u-ca-gregory-nu-latn`, shape).format(Date.UTC(year, (month || 1) - 1, date || 1));
}
const days = (start, end) => [...new Set([start, end].filter(Boolean))].map(day).join(' – ');
