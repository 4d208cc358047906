// The words of the interface, in English and Arabic.
const WORDS = {
  en: {
    dir: 'ltr', other: 'العربية', search: 'Search a name, in either script', fit: 'Whole picture', theme: 'Dark / light', filters: 'Filter',
    kinds: 'Kinds', predicates: 'Relations', close: 'Close', quotes: 'Statements', connections: 'Connections', sentences: 'Sentences',
    nothing: 'Nothing found', picture: (n, e) => `A graph of ${n} nodes and ${e} edges. Arrow keys move it, + and − zoom.`,
    person: 'person', organization: 'organization', country: 'country', place: 'place', event: 'event', statement: 'statement', article: 'article',
    aliases: 'also', event_type: 'type', event_start: 'from', event_end: 'to', first_seen: 'first seen', last_seen: 'last seen',
    mention_count: 'mentions', article_count: 'articles', wikidata: 'Wikidata', degree_total: 'edges', subtype: 'sort', time_text: 'time',
  },
  ar: {
    dir: 'rtl', other: 'English', search: 'ابحث عن اسم بأي من اللغتين', fit: 'الصورة كاملة', theme: 'داكن / فاتح', filters: 'تصفية',
    kinds: 'الأنواع', predicates: 'العلاقات', close: 'إغلاق', quotes: 'التصريحات', connections: 'الصلات', sentences: 'الجمل',
    nothing: 'لا نتائج', picture: (n, e) => `شبكة من ${n} عقدة و${e} صلة. الأسهم تحركها، و+ و− للتكبير والتصغير.`,
    person: 'شخص', organization: 'منظمة', country: 'دولة', place: 'مكان', event: 'حدث', statement: 'تصريح', article: 'مقال',
    aliases: 'ويسمى', event_type: 'النوع', event_start: 'من', event_end: 'إلى', first_seen: 'أول ذكر', last_seen: 'آخر ذكر',
    mention_count: 'عدد المرات', article_count: 'المقالات', wikidata: 'ويكي بيانات', degree_total: 'الصلات', subtype: 'الصنف', time_text: 'الزمن',
    holds_role: 'يشغل منصبا', member_of: 'عضو في', part_of: 'جزء من', located_in: 'يقع في', hosted: 'استضاف', participated_in: 'شارك في',
    met: 'التقى', agree: 'اتفق مع', support: 'دعم', concede: 'تنازل لـ', cooperate: 'تعاون مع', aid: 'ساعد', retreat: 'تراجع أمام', request: 'طلب من',
    accuse: 'اتهم', reject: 'رفض', threaten: 'هدد', protest: 'احتج على', sanction: 'عاقب', mobilize: 'حشد ضد', coerce: 'أجبر', assault: 'هاجم',
    family_of: 'قريب لـ', said_about: 'قال عن', co_mentioned: 'ذكر مع', said: 'قال', about: 'عن', mentioned_in: 'ورد في',
  },
};
