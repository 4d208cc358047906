//! Dated expressions of our own: the words of time in a text, and what they mean on Wednesday 2014-10-29.

use khabar::model::article::Article;
use khabar::{extract, lang, text};

#[track_caller]
fn check(code: &str, body: &str, expected: &[(&str, &str)]) {
    let language = lang::by_code(code).expect("a language");
    let article = Article { body: body.to_owned(), published: "2014-10-29".parse().ok(), ..Article::default() };
    let document = text::analyze(&article, language);
    let times = extract::times(&document, language);
    let dates = |t: &extract::Time| [t.start, t.end].into_iter().flatten().map(|d| d.to_string()).collect::<Vec<_>>();
    let found: Vec<(&str, String)> =
        times.iter().map(|t| (document.text_after(t.tokens.clone(), t.cut), dates(t).join(".."))).collect();
    let found: Vec<(&str, &str)> = found.iter().map(|(words, dates)| (*words, dates.as_str())).collect();
    assert_eq!(found, expected, "{body}");
}

#[test]
fn arabic_times_mean_their_dates() {
    check("ar", "عقد المؤتمر أمس في الكويت", &[("أمس", "2014-10-28")]);
    check("ar", "وصل اليوم الأربعاء إلى الرياض", &[("اليوم الأربعاء", "2014-10-29")]);
    check("ar", "صباح يوم أمس", &[("صباح يوم أمس", "2014-10-28")]);
    check("ar", "يوم غد الخميس", &[("يوم غد الخميس", "2014-10-30")]);
    check("ar", "اجتمعوا الثلاثاء الماضي", &[("الثلاثاء الماضي", "2014-10-28")]);
    check("ar", "اجتمعوا الأربعاء الماضي", &[("الأربعاء الماضي", "2014-10-22")]);
    check("ar", "يجتمعون الأحد المقبل", &[("الأحد المقبل", "2014-11-02")]);
    check("ar", "مساء السبت", &[("مساء السبت", "2014-10-25")]);
    check("ar", "يوم الثلاثاء 28 أكتوبر 2014", &[("يوم الثلاثاء 28 أكتوبر 2014", "2014-10-28")]);
    check("ar", "في 14 سبتمبر/أيلول 2019 وقع هجوم", &[("14 سبتمبر/أيلول 2019", "2019-09-14")]);
    check("ar", "يوم الخميس 18 ماي 2017", &[("يوم الخميس 18 ماي 2017", "2017-05-18")]);
    check("ar", "في نونبر 2013", &[("نونبر 2013", "2013-11")]);
    check("ar", "في الحادي عشر من سبتمبر 2001", &[("الحادي عشر من سبتمبر 2001", "2001-09-11")]);
    check("ar", "مطلع نيسان", &[("مطلع نيسان", "2014-04")]);
    check("ar", "منذ عام 2011", &[("منذ عام 2011", "2011")]);
    check("ar", "في 2008 استقال", &[("2008", "2008")]);
    check("ar", "سنة 2012", &[("سنة 2012", "2012")]);
    check("ar", "نهاية 2011", &[("نهاية 2011", "2011")]);
    check("ar", "وبحلول عام 2020", &[("عام 2020", "2020")]);
    check("ar", "من 7 إلى 9 مارس 2019", &[("7 إلى 9 مارس 2019", "2019-03-07..2019-03-09")]);
    check("ar", "بين 18 و22 فبراير/ شباط الماضي", &[("18 و22 فبراير/ شباط الماضي", "2014-02-18..2014-02-22")]);
    check("ar", "في الفترة من 3 إلى 5 نوفمبر المقبل", &[("3 إلى 5 نوفمبر المقبل", "2014-11-03..2014-11-05")]);
    check("ar", "قبل ثلاثة أيام", &[("قبل ثلاثة أيام", "2014-10-26")]);
    check("ar", "منذ 3 أشهر", &[("منذ 3 أشهر", "2014-07")]);
    check("ar", "بعد أسبوعين", &[("بعد أسبوعين", "")]);
    check("ar", "الشهر المقبل", &[("الشهر المقبل", "2014-11")]);
    check("ar", "العام الماضي", &[("العام الماضي", "2013")]);
    check("ar", "10 رمضان 1435", &[("10 رمضان 1435", "2014-07-08")]);
    check("ar", "27/10/2014", &[("27/10/2014", "2014-10-27")]);
    check("ar", "قتل 5 أشخاص في 3 هجمات", &[]);
}

#[test]
fn english_times_mean_their_dates() {
    check("en", "held on Monday in Kuwait", &[("Monday", "2014-10-27")]);
    check("en", "on Wednesday morning", &[("Wednesday morning", "2014-10-29")]);
    check("en", "next Tuesday", &[("next Tuesday", "2014-11-04")]);
    check("en", "on October 27, 2014", &[("October 27, 2014", "2014-10-27")]);
    check("en", "on 27 October", &[("27 October", "2014-10-27")]);
    check("en", "Sept. 1, 2006", &[("Sept. 1, 2006", "2006-09-01")]);
    check("en", "Nov. 17", &[("Nov. 17", "2014-11-17")]);
    check("en", "in May 2010", &[("May 2010", "2010-05")]);
    check("en", "last September", &[("last September", "2014-09")]);
    check("en", "early February", &[("early February", "2015-02")]);
    check("en", "since 2011", &[("since 2011", "2011")]);
    check("en", "in 2003", &[("2003", "2003")]);
    check("en", "between 1997 and 2001", &[("1997 and 2001", "1997..2001")]);
    check("en", "from 1985 to 1992", &[("1985 to 1992", "1985..1992")]);
    check("en", "by the end of 2015", &[("by the end of 2015", "2015")]);
    check("en", "three days ago", &[("three days ago", "2014-10-26")]);
    check("en", "yesterday", &[("yesterday", "2014-10-28")]);
    check("en", "next month", &[("next month", "2014-11")]);
    check("en", "last spring", &[("last spring", "2013")]);
    check("en", "earlier this year", &[("earlier this year", "2014")]);
    check("en", "2014-10-27", &[("2014-10-27", "2014-10-27")]);
    check("en", "he may go in march on foot", &[]);
    check("en", "5 people died in 3 attacks", &[]);
}
