#include "booking/catalog/salon.hpp"
#include "booking/reading/lexicon.hpp"

namespace quickbooking {

namespace {

constexpr int of(category x) { return static_cast<int>(x); }

constexpr lexicon_row rows[] = {
    // -- days ---
    {tag::weekday, 0, "sunday|sundays|sun~|sundy"},
    {tag::weekday, 1, "monday|mondays|mon~"},
    {tag::weekday, 2, "tuesday|tuesdays|tue|tues|teusday"},
    {tag::weekday, 3, "wednesday|wednesdays|wed~|weds|wensday|wednsday"},
    {tag::weekday, 4, "thursday|thursdays|thu|thur|thurs|thirsday"},
    {tag::weekday, 5, "friday|fridays|fri|fryday"},
    {tag::weekday, 6, "saturday|saturdays|sat~|satuday"},
    {tag::month, 1, "january|jan"},
    {tag::month, 2, "february|feb|febuary"},
    {tag::month, 3, "march|mar"},
    {tag::month, 4, "april|apr"},
    {tag::month, 5, "may"},
    {tag::month, 6, "june|jun"},
    {tag::month, 7, "july|jul"},
    {tag::month, 8, "august|aug"},
    {tag::month, 9, "september|sept|sep"},
    {tag::month, 10, "october|oct"},
    {tag::month, 11, "november|nov"},
    {tag::month, 12, "december|dec"},
    {tag::day_shift, 0, "today|2 day|tonight|tonite|this morning|this afternoon|this evening"},
    {tag::day_shift, 1, "tomorrow|tmrw|tmr|tmw|tom~|2 morrow|2 moro|tommorow|tomoro|tomorrows"},
    {tag::day_shift, 2, "day after tomorrow|the day after tomorrow|overmorrow"},
    {tag::day_shift, -1, "yesterday"},
    {tag::weekend, 0, "weekend|this weekend|wkend|the weekend"},
    {tag::next_week, 0, "next week|nxt week|week after this|following week"},
    {tag::next, 0, "next|nxt|following"},
    {tag::coming, 0, "this|coming|this coming|upcoming"},
    {tag::last, 0, "last|past|previous"},
    {tag::in, 0, "in|within"},
    {tag::from_now, 0, "from now|from today"},
    {tag::unit, 1, "day|days"},
    {tag::unit, 7, "week|weeks|wk|wks"},
    {tag::days, 14, "fortnight|a fortnight"},
    {tag::on, 0, "on|for"},
    {tag::day_intro, 0, "the"},
    {tag::day_intro, 1, "on the|for the"},
    {tag::day_mark, 0, "st|nd|rd|th"},
    {tag::of, 0, "of"},
    {tag::ordinal, 1, "first"},
    {tag::ordinal, 2, "second"},
    {tag::ordinal, 3, "third"},
    {tag::ordinal, 4, "fourth"},
    {tag::ordinal, 5, "fifth"},
    {tag::ordinal, 6, "sixth"},
    {tag::ordinal, 7, "seventh"},
    {tag::ordinal, 8, "eighth"},
    {tag::ordinal, 9, "ninth"},
    {tag::ordinal, 10, "tenth"},
    {tag::ordinal, 11, "eleventh"},
    {tag::ordinal, 12, "twelfth"},
    {tag::ordinal, 13, "thirteenth"},
    {tag::ordinal, 14, "fourteenth"},
    {tag::ordinal, 15, "fifteenth"},
    {tag::ordinal, 16, "sixteenth"},
    {tag::ordinal, 17, "seventeenth"},
    {tag::ordinal, 18, "eighteenth"},
    {tag::ordinal, 19, "nineteenth"},
    {tag::ordinal, 20, "twentieth"},
    {tag::ordinal, 21, "twenty first"},
    {tag::ordinal, 22, "twenty second"},
    {tag::ordinal, 23, "twenty third"},
    {tag::ordinal, 24, "twenty fourth"},
    {tag::ordinal, 25, "twenty fifth"},
    {tag::ordinal, 26, "twenty sixth"},
    {tag::ordinal, 27, "twenty seventh"},
    {tag::ordinal, 28, "twenty eighth"},
    {tag::ordinal, 29, "twenty ninth"},
    {tag::ordinal, 30, "thirtieth"},
    {tag::ordinal, 31, "thirty first"},
    // -- times ---
    {tag::number, 1, "one|a~|an~"},
    {tag::number, 2, "two|a couple of|couple of|a couple"},
    {tag::number, 3, "three"},
    {tag::number, 4, "four"},
    {tag::number, 5, "five"},
    {tag::number, 6, "six"},
    {tag::number, 7, "seven"},
    {tag::number, 8, "eight"},
    {tag::number, 9, "nine"},
    {tag::number, 10, "ten"},
    {tag::number, 11, "eleven"},
    {tag::number, 12, "twelve"},
    {tag::number, 15, "fifteen"},
    {tag::number, 20, "twenty"},
    {tag::number, 30, "thirty"},
    {tag::number, 40, "forty"},
    {tag::number, 45, "forty five"},
    {tag::moment, 720, "noon|midday|mid day|12 noon"},
    {tag::moment, 0, "midnight"},
    {tag::past_minutes, 30, "half past|half"},
    {tag::past_minutes, 15, "quarter past|a quarter past|quarter after"},
    {tag::past_minutes, 20, "twenty past"},
    {tag::past_minutes, 10, "ten past|10 past"},
    {tag::past_minutes, 5, "five past|5 past"},
    {tag::to_minutes, 15, "quarter to|a quarter to|quarter of|quarter till"},
    {tag::to_minutes, 20, "twenty to|20 to"},
    {tag::to_minutes, 10, "ten to|10 to"},
    {tag::to_minutes, 5, "five to|5 to"},
    {tag::oclock, 0, "oclock|o clock|ish|h|hrs|hr|sharp"},
    {tag::meridiem, 0, "am|a m|in the morning"},
    {tag::meridiem, 1, "in the afternoon"},
    {tag::meridiem, 2, "pm|p m|in the evening"},
    {tag::meridiem, 3, "at night"},
    {tag::at, 0,
     "at|around|about|approx|roughly|like|say|from|starting|starting at|at around|at about"},
    {tag::after, 0, "after|any time after|anytime after|past|later than"},
    {tag::before, 0, "before|until|till|by|earlier than|no later than"},
    {tag::between, 0, "between|btw|from"},
    {tag::until, 0, "to|and|or|till|until"},
    {tag::part, 0,
     "morning|mornings|in the morning|this morning|before lunch|before noon|before midday"},
    {tag::part, 1,
     "afternoon|afternoons|arvo|this afternoon|in the afternoon|after lunch|after "
     "noon|lunchtime|lunch time|after midday"},
    {tag::part, 2,
     "evening|evenings|tonight|tonite|this evening|in the evening|after work|after school|at "
     "night|late afternoon|end of the day|end of day|after hours"},
    {tag::hours, 1, "hour|hours"},
    {tag::minutes, 0, "min|mins|minute|minutes"},
    // -- wishes ---
    {tag::anytime, 0,
     "anytime|any time|whenever|any day|any hour|flexible|im flexible|any slot|whatever "
     "time|doesnt matter when|dont mind when|dont care when|when you can|as soon as possible~"},
    {tag::usual, 0,
     "my usual|the usual|usual|usual appointment|same as last time|like last time|same as "
     "always|same as before|same again"},
    {tag::service, of(category::haircut),
     "haircut|haircuts|hair cut|hair cuts|hairut|cut|trim|trimmed|trims|fade|buzz "
     "cut|crop|fringe|bangs|shave|beard|beard trim|hairdo|hair done|fringe trim|restyle"},
    {tag::service, of(category::coloring),
     "coloring|colouring|color|colour|hair color|hair colour|dye|dyed|dye my "
     "hair|tint|tinted|highlights|lowlights|balayage|ombre|roots|root touch "
     "up|bleach|toner|colored|coloured|babylights"},
    {tag::service, of(category::manicure),
     "manicure|manicures|mani|manis|nails|nail|fingernails|gel nails|gels|shellac|acrylics|nail "
     "polish|nails done"},
    {tag::service, of(category::pedicure),
     "pedicure|pedicures|pedi|pedis|toes|toenails|toe nails|feet|foot care"},
    {tag::service, of(category::facial),
     "facial|facials|face treatment|face cleaning|skin cleaning|face mask|skincare|skin care|face"},
    {tag::service, of(category::massage),
     "massage|massages|massaged|back rub|rubdown|back massage|body massage|full body massage|deep "
     "tissue"},
    {tag::service, of(category::waxing), "waxing|wax|bikini wax|leg wax|brazilian|hair removal"},
    {tag::with, 0, "with|w|by~|from~|see~"},
    {tag::stylist, 0, "mr|mrs|ms|miss|stylist|master|hairdresser|the stylist"},
    {tag::negation, 0,
     "not|not on|doesnt work|isnt good|no good|except|except on|but not|dont|cant|cannot|cant "
     "do|anything but|instead of|rather than|wont"},
    // -- speech acts ---
    {tag::greeting, 0,
     "hi|hello|hey|heya|hiya|howdy|yo|good morning|good afternoon|good evening|good "
     "day|greetings|morning all|hi there|hello there|hey there|morning guys"},
    {tag::thanks, 0,
     "thanks|thank you|thx|ty|tks|thank u|cheers|thanx|much appreciated|appreciate it|tysm"},
    {tag::cancel, 0,
     "cancel|cancelling|canceling|cancelled|call off|call it off|stop|never "
     "mind|nevermind|nvm|forget it"},
    {tag::restart, 0,
     "restart|start over|start again|start from the beginning|start from scratch|menu|main "
     "menu|begin again|reset|new booking|go back to start|from the start|back to start|begin"},
    {tag::call_salon, 0,
     "call|call you|call me|phone you|call the salon|call salon|phone number|your "
     "number|telephone|ring you|speak to someone|talk to someone|human|real person|speak to a "
     "human|talk to a person|operator|receptionist|manager|an agent|speak with someone"},
    {tag::yes, 0,
     "yes|yep|yeah|yea|yup|ya|ok|okay|sure|confirm|confirmed|correct|of course|sounds "
     "good|perfect|great|absolutely|definitely|alright|all right|yes please|thats fine|that "
     "works|works for me|go ahead|do it|book it|deal"},
    {tag::no, 0, "no|nope|nah|no thanks|no thank you|not now|no way|not really"},
    // -- the rest ---
    {tag::people, 0, "people|persons|ppl|adults|kids|children|girls|guys|of us"},
    {tag::currency, 0, "usd|dollars|dollar|bucks|eur|euros|euro|quid|pounds|gbp|shekels"},
    {tag::option, 0, "number|option|nr|num|choice"},
    {tag::filler, 0, "please|pls|plz|kindly|lol|haha|asap"},
    {tag::common, 0,
     "i|im|id|ill|ive|you|u|we|my|me|your|it|its|is|are|do|does|did|can|could|would|will|want|need|"
     "like|have|has|had|get|got|book|booking|appointment|appt|schedule|reserve|slot|free|available|"
     "availability|any|anything|some|for|come|came|make|made|what|when|where|which|how|much|who|"
     "price|cost|costs|address|open|closed|there|here|if|so|but|just|maybe|works|work|better|best|"
     "done|looking|look|thing|things|time|times|change|reschedule|move|instead|actually|she|he|"
     "they|"
     "am|was|be|been|hair|son|daughter|mom|mum|dad|wife|husband|friend|long|short|also|too|then|"
     "than|that|these|those|months|month|year|later|earlier|soon|mother|sunny|money|monthly|many|"
     "marching|cute|parking|location|squeeze|chance|possible|wanna|gonna|gotta|really|very|wont|"
     "fine|good|nice|lovely|friendly|mine|massive|message|messages|colder|sister|brother|father|"
     "number|let|lets|us|thursty|finds|found|afterwards|because|why|well|ones|off|out|up"},
};

} // namespace

lexicon_table english_rows() { return rows; }

} // namespace quickbooking
