#include "booking/texts/catalog.hpp"

namespace quickbooking {

using enum text_key;

namespace {

constexpr auto texts = text_table({
    {slot_taken, "😔 We're sorry, {time} {day} is already taken.\n"
                 "There are other good options. Which one suits you?"},
    {slot_available, "✨ Good news: {time} {day} is free!\nTap a time to book it."},
    {day_options, "✨ Free times {day} for {service}.\nWhich one suits you?"},
    {next_options, "✨ The next free times for {service}.\nWhich one suits you?"},
    {same_day_options, "🕐 Other free times {day}, the closest to {time} first.\n"
                       "Which one suits you?"},
    {diff_day_options, "📅 Other days around {time}.\nWhich one suits you?"},
    {all_day_busy, "😔 We're sorry, everything {day} is booked.\nHere are the nearest free times:"},
    {master_full, "🕐 {master} has no free time {day}.\n"
                  "Here are the nearest free times:"},
    {week_busy, "😔 That week is fully booked.\n"
                "The week after has free times. Which one suits you?"},
    {no_alternatives, "💛 We are very popular just now: the coming weeks are fully booked.\n"
                      "Join the waitlist and we'll write as soon as a time opens, or call us."},
    {outside_hours, "🕐 We are closed at that time. Opening hours: {hours}.\n"
                    "Here are the nearest free times:"},
    {closed_day, "🕐 We are closed {day}.\n"
                 "Here are the nearest free times:"},
    {part_full, "🕐 Nothing is free at that time of day.\n"
                "Here are the other free times:"},
    {too_far, "📅 Bookings are open until {date}.\n"
              "Here are the nearest free times:"},
    {popular_times_intro, "⭐ These are the times that most clients choose.\nWhich one suits you?"},
    {popular_default, "⭐ These times usually work well for a visit.\nWhich one suits you?"},
    {popular_full, "😔 All the popular times are taken just now.\n"
                   "Here are the next free ones:"},
    {ask_service, "✨ Which service would you like?\nPlease choose from the list."},
    {ask_service_first, "✨ Let's take one at a time.\nWhich service shall we book first?"},
    {ask_time, "🕐 When would you like to come? Service: {service}.\nPick a time below."},
    {slot_just_taken, "😔 We're sorry, someone was faster and {time} has just been taken.\n"
                      "These times are still free:"},
    {slot_in_past, "🕐 {time} {day} has already passed.\nHere are the next free times:"},
    {confirm_card, "✅ Please check and confirm:\n{service} with {master}\n"
                   "{date}, {start} - {end} · {duration} · {price}"},
    {booking_confirmed, "🎉 You're booked!\n{service} with {master}\n{date} at {time}\n"
                        "Booking code: {code}\n"
                        "See you soon!"},
    {already_confirmed, "✅ You're already booked, there is nothing more to do.\n"
                        "Booking code: {code}"},
    {next_service, "👉 Next: {service}. "
                   "Write its name and we'll find a time for it too."},
    {usual_offer, "😊 Welcome back{name, select, empty {} other {, {name}}}!\n"
                  "Shall we book your usual? {service} with {master}, {day} at {time}"},
    {usual_not_free, "🕐 Your usual time ({time} {day}) isn't free.\n"
                     "Here are the nearest ones:"},
    {waitlist_joined, "📝 You're on the waitlist!\n"
                      "We'll write as soon as a time opens. You can also call us."},
    {waitlist_already, "📝 You're already on the waitlist and keep your place.\n"
                       "We'll write as soon as a time opens."},
    {waitlist_left, "👌 You're off the waitlist.\nWrite any time and we'll find a time for you."},
    {waitlist_offer, "✨ A time has opened: {service} with {master}\n{date} at {time}\n"
                     "We hold it for you for {count, plural, one {# minute} other {# minutes}}."},
    {waitlist_offer_ended, "⏳ The offer has ended, but you're still on the waitlist.\n"
                           "Your place: {place}. We'll write when the next time opens."},
    {call_salon, "📞 Call us, we'll be glad to help:\n{salon}, {phone}"},
    {booking_cancelled, "👌 All right, nothing has been booked.\n"
                        "Choose another time, or write whenever you like."},
    {cancel_by_phone, "📞 Your booking {code} stands.\n"
                      "To cancel or move it, please call us: {phone}"},
    {session_expired, "⌛ That choice is no longer current.\n"
                      "Start over, or write the service and the time that you'd like."},
    {error, "😔 Something went wrong on our side.\nPlease try again in a moment"
            "{phone, select, empty {.} other { or call us: {phone}}}"},
    {unsupported_input, "🙏 Only text can be read here.\n"
                        "Write the service and the time, for example: Haircut Friday 3pm"},
    {greeting, "👋 Hello and welcome to {salon}!"},
    {thanks, "💛 You're welcome!\nShall we find a time for your next visit?"},
    {unknown_master,
     "🔎 We couldn't find {master, select, empty {that stylist} other {{master}}} on our team."},
    {not_understood, "🤔 That wasn't quite clear.\n"
                     "Choose a service, or write for example: Haircut Friday 3pm"},
    {choose_option, "👇 Please tap one of the options, or write another day or time."},
    {see_more_end, "🙂 Those are all the nearest times.\n"
                   "Try a different day, or call us and we'll find one together."},
    {nothing_more_that_day, "😔 Nothing else is free {day}.\nHere are the nearest other times:"},
    {past_date, "🕐 {date, select, empty {That date} other {{date}}} is already in the past."},
    {slots_footer, "Tap to choose"},
    {list_header, "Available times"},
    {service_header, "Our services"},
    {options_header, "More options"},
    {label_same_day, "Same day, other time"},
    {label_other_day, "Other day, same time"},
    {label_popular, "Popular times"},
    {label_confirm, "Confirm"},
    {label_cancel, "Cancel"},
    {label_change_time, "Change time"},
    {label_select_time, "Select time"},
    {label_select_service, "Select service"},
    {label_see_more, "See more"},
    {label_more_services, "More services"},
    {label_all_times, "All times"},
    {label_next_week, "Next week"},
    {label_different_day, "Different day"},
    {label_waitlist, "Join waitlist"},
    {label_call, "Call salon"},
    {label_book_now, "Book now"},
    {label_pass, "Pass"},
    {label_usual, "Book my usual"},
    {label_restart, "Start over"},
});

constexpr auto phrases = phrase_table({
    {phrase::heading, "{weekday}, {month} {day}"},
    {phrase::on_date, "{weekday}, {month} {day}"},
    {phrase::short_date, "{month} {day}"},
    {phrase::open_hours, "{start} - {end}"},
    {phrase::minutes, "{minutes} min"},
    {phrase::hours, "{hours, plural, one {# hour} other {# hours}}"},
    {phrase::hours_minutes, "{hours} h {minutes} min"},
    {phrase::days, "{days, plural, one {# day} other {# days}}"},
    {phrase::earlier, "{span} earlier"},
    {phrase::later, "{span} later"},
    {phrase::same_time, "same time"},
    {phrase::bookings, "{count, plural, one {# booking} other {# bookings}}"},
});

} // namespace

const language_catalog english{
    texts,
    phrases,
    {{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
     {"on Sunday", "on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday",
      "on Saturday"},
     {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
     {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
     "today",
     "tomorrow",
     "at ",
     "at "}};

} // namespace quickbooking
