#include "booking/texts/catalog.hpp"

namespace quickbooking {

using enum text_key;

namespace {

// Each line begins with a Hebrew word: WhatsApp takes the direction from the first strong letter.
constexpr auto texts = text_table({
    {slot_taken, "😔 מצטערים, {day} בשעה {time} כבר תפוס.\n"
                 "יש עוד אפשרויות טובות. מה מתאים לך?"},
    {slot_available, "✨ חדשות טובות: {day} בשעה {time} פנוי!\n"
                     "אפשר לבחור שעה ולקבוע תור."},
    {day_options, "✨ שעות פנויות {day} עבור {service}.\nמה מתאים לך?"},
    {next_options, "✨ השעות הפנויות הקרובות עבור {service}.\nמה מתאים לך?"},
    {same_day_options, "🕐 שעות פנויות נוספות {day}, הקרובות לשעה {time} תחילה.\n"
                       "מה מתאים לך?"},
    {diff_day_options, "📅 ימים אחרים סביב השעה {time}.\nמה מתאים לך?"},
    {all_day_busy, "😔 מצטערים, {day} הכול תפוס.\nאלה השעות הפנויות הקרובות:"},
    {master_full, "🕐 אצל {master} אין שעות פנויות {day}.\n"
                  "אלה השעות הפנויות הקרובות:"},
    {week_busy, "😔 באותו שבוע הכול תפוס.\n"
                "בשבוע שאחריו יש שעות פנויות. מה מתאים לך?"},
    {no_alternatives, "💛 הביקוש אצלנו גבוה: הכול תפוס בשבועות הקרובים.\n"
                      "אפשר להצטרף לרשימת ההמתנה ונכתוב לך ברגע שתתפנה שעה, או להתקשר אלינו."},
    {outside_hours, "🕐 בשעה הזו אנחנו סגורים. שעות הפעילות: {hours}.\n"
                    "אלה השעות הפנויות הקרובות:"},
    {closed_day, "🕐 אנחנו סגורים {day}.\n"
                 "אלה השעות הפנויות הקרובות:"},
    {part_full, "🕐 בחלק הזה של היום הכול תפוס.\n"
                "אלה השעות הפנויות האחרות:"},
    {too_far, "📅 אפשר לקבוע תור עד {date}.\n"
              "אלה השעות הפנויות הקרובות:"},
    {popular_times_intro, "⭐ אלה השעות שרוב הלקוחות שלנו בוחרים.\nמה מתאים לך?"},
    {popular_default, "⭐ השעות האלה נוחות בדרך כלל לביקור.\nמה מתאים לך?"},
    {popular_full, "😔 כל השעות הפופולריות תפוסות כרגע.\nאלה השעות הפנויות הקרובות:"},
    {ask_service, "✨ איזה שירות מתאים לך?\nאפשר לבחור מהרשימה."},
    {ask_service_first, "✨ נתקדם שלב אחר שלב.\nאיזה שירות לקבוע קודם?"},
    {ask_time, "🕐 מתי נוח לך להגיע? השירות: {service}.\nאפשר לבחור שעה למטה."},
    {slot_just_taken, "😔 מצטערים, השעה {time} נתפסה ממש עכשיו.\n"
                      "השעות האלה עדיין פנויות:"},
    {slot_in_past, "🕐 השעה {time} {day} כבר עברה.\nאלה השעות הפנויות הקרובות:"},
    {confirm_card, "✅ נא לבדוק ולאשר:\nשירות: {service}, אצל {master}\n"
                   "מועד: {date}, {start}–{end} · {duration} · {price}"},
    {booking_confirmed, "🎉 התור נקבע!\nשירות: {service}, אצל {master}\n"
                        "מועד: {date}, בשעה {time}\nקוד התור: {code}\n"
                        "נתראה!"},
    {already_confirmed, "✅ התור כבר נקבע, אין צורך לעשות דבר.\nקוד התור: {code}"},
    {next_service, "👉 נשאר עוד: {service}. "
                   "אפשר לכתוב את שם השירות ונמצא גם לו שעה."},
    {usual_offer, "😊 טוב לראות אותך שוב{name, select, empty {} other {, {name}}}!\n"
                  "לקבוע את התור הרגיל? {service} אצל {master}, {day} בשעה {time}"},
    {usual_not_free, "🕐 השעה הרגילה שלך ({day} בשעה {time}) תפוסה.\n"
                     "אלה השעות הפנויות הקרובות:"},
    {waitlist_joined, "📝 נרשמת לרשימת ההמתנה!\n"
                      "נכתוב לך ברגע שתתפנה שעה. אפשר גם להתקשר אלינו."},
    {waitlist_already, "📝 כבר נרשמת לרשימת ההמתנה והמקום שלך שמור.\n"
                       "נכתוב לך ברגע שתתפנה שעה."},
    {waitlist_left, "👌 יצאת מרשימת ההמתנה.\nאפשר לכתוב לנו בכל זמן ונמצא שעה."},
    {waitlist_offer, "✨ התפנתה שעה: {service} אצל {master}\nמועד: {date}, בשעה {time}\n"
                     "נשמור לך אותה {count, plural, one {דקה אחת} two {שתי דקות} "
                     "other {# דקות}}."},
    {waitlist_offer_ended, "⏳ תוקף ההצעה פג, אבל המקום שלך ברשימת ההמתנה שמור.\n"
                           "המקום שלך: {place}. נכתוב כשתתפנה השעה הבאה."},
    {call_salon, "📞 אפשר להתקשר אל {salon}: {phone}\nנשמח לעזור!"},
    {booking_cancelled, "👌 בסדר, לא נקבע תור.\nאפשר לבחור שעה אחרת או לכתוב לנו מתי שנוח."},
    {cancel_by_phone, "📞 התור שלך {code} בתוקף.\n"
                      "כדי לבטל או להזיז אותו, אפשר להתקשר אלינו: {phone}"},
    {session_expired, "⌛ הבחירה הזו כבר לא בתוקף.\n"
                      "אפשר להתחיל מחדש או לכתוב איזה שירות ובאיזו שעה."},
    {error, "😔 משהו השתבש אצלנו.\nכדאי לנסות שוב בעוד רגע"
            "{phone, select, empty {.} other { או להתקשר אלינו: {phone}}}"},
    {unsupported_input, "🙏 כאן אפשר לקרוא רק טקסט.\n"
                        "אפשר לכתוב שירות ושעה, למשל: תספורת ביום שישי ב-15:00"},
    {greeting, "👋 שלום וברוכים הבאים אל {salon}!"},
    {thanks, "💛 בשמחה!\nלמצוא שעה לביקור הבא?"},
    {unknown_master,
     "🔎 לא מצאנו בצוות שלנו את {master, select, empty {מי שביקשת} other {{master}}}."},
    {not_understood, "🤔 זה לא היה לגמרי ברור.\n"
                     "אפשר לבחור שירות או לכתוב, למשל: תספורת ביום שישי ב-15:00"},
    {choose_option, "👇 אפשר לבחור אחת מהאפשרויות או לכתוב יום אחר או שעה אחרת."},
    {see_more_end, "🙂 אלה כל השעות הקרובות.\n"
                   "אפשר לנסות יום אחר או להתקשר אלינו ונמצא שעה ביחד."},
    {nothing_more_that_day, "😔 לא נשארו שעות פנויות {day}.\nאלה השעות הפנויות הקרובות:"},
    {past_date, "🕐 {date, select, empty {התאריך הזה} other {התאריך {date}}} כבר עבר."},
    {slots_footer, "לחיצה לבחירה"},
    {list_header, "שעות פנויות"},
    {service_header, "השירותים שלנו"},
    {options_header, "אפשרויות נוספות"},
    {label_same_day, "אותו יום, שעה אחרת"},
    {label_other_day, "יום אחר, אותה שעה"},
    {label_popular, "שעות פופולריות"},
    {label_confirm, "אישור"},
    {label_cancel, "ביטול"},
    {label_change_time, "שינוי שעה"},
    {label_select_time, "בחירת שעה"},
    {label_select_service, "בחירת שירות"},
    {label_see_more, "עוד שעות"},
    {label_more_services, "עוד שירותים"},
    {label_all_times, "כל השעות"},
    {label_next_week, "שבוע הבא"},
    {label_different_day, "יום אחר"},
    {label_waitlist, "רשימת המתנה"},
    {label_call, "התקשרות לסלון"},
    {label_book_now, "לקבוע תור"},
    {label_pass, "לוותר"},
    {label_usual, "התור הרגיל שלי"},
    {label_restart, "התחלה מחדש"},
});

constexpr auto phrases = phrase_table({
    {phrase::heading, "{weekday}, {day} {month}"},
    {phrase::on_date, "{weekday}, {day} {month}"},
    {phrase::short_date, "{day} {month}"},
    {phrase::open_hours, "{start}-{end}"},
    {phrase::minutes, "{minutes} דק׳"},
    {phrase::hours, "{hours, plural, one {שעה} two {שעתיים} other {# שעות}}"},
    {phrase::hours_minutes,
     "{hours, plural, one {שעה} two {שעתיים} other {# שעות}} ו-{minutes} דק׳"},
    {phrase::days, "{days, plural, one {יום} two {יומיים} other {# ימים}}"},
    {phrase::earlier, "{span} מוקדם יותר"},
    {phrase::later, "{span} מאוחר יותר"},
    {phrase::same_time, "אותה שעה"},
    {phrase::bookings, "{count, plural, one {הזמנה} two {שתי הזמנות} other {# הזמנות}}"},
});

} // namespace

const language_catalog hebrew{
    texts,
    phrases,
    {{"יום ראשון", "יום שני", "יום שלישי", "יום רביעי", "יום חמישי", "יום שישי", "שבת"},
     {"ביום ראשון", "ביום שני", "ביום שלישי", "ביום רביעי", "ביום חמישי", "ביום שישי", "בשבת"},
     {"יום א׳", "יום ב׳", "יום ג׳", "יום ד׳", "יום ה׳", "יום ו׳", "שבת"},
     {"ינו׳", "פבר׳", "מרץ", "אפר׳", "מאי", "יוני", "יולי", "אוג׳", "ספט׳", "אוק׳", "נוב׳", "דצמ׳"},
     "היום",
     "מחר",
     "בשעה ",
     "בשעה "}};

} // namespace quickbooking
