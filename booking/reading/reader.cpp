#include "booking/reading/reader.hpp"

#include "booking/calendar/zone.hpp"
#include "booking/reading/marks.hpp"
#include "booking/reading/names/masters.hpp"
#include "booking/reading/names/services.hpp"
#include "booking/reading/speech.hpp"
#include "booking/reading/when/when.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

void take_services(const std::vector<const service*>& named, language lang, reading& result) {
  for (const auto* x : named)
    result.service_ids.push_back(x->id);
  if (named.size() != 1)
    return;
  result.said.service_id = named.front()->id;
  const auto translated = named.front()->names.find(lang);
  result.said.service_name
      = translated != named.front()->names.end() ? translated->second : named.front()->name;
}

void take_when(const when& x, reading& result) {
  result.said.date = x.date;
  result.said.day_of_week = x.day;
  result.said.time = x.time;
  result.said.part = x.part;
  result.past_date = x.is_past;
}

class rules final : public reader {
public:
  reading read(const salon& where, std::string_view text, language lang,
               instant now) const override {
    const word_list words{text};
    const auto names = names_of(where);
    const auto named = find_master(words, names->masters);
    const marked_text marks{words, named.name_words};
    reading result;
    result.number = lone_number(marks);
    if (result.number)
      return result;
    take_services(find_services(marks, where, names->services), lang, result);
    take_when(read_when(marks, lang, to_civil(where.zone, now)), result);
    if (named.who) {
      result.said.master_id = where.masters[*named.who].id;
      result.said.master_name = where.masters[*named.who].name;
    }
    result.unknown_master = !named.who && names_unknown_master(marks);
    result.said.is_flexible = !result.said.time && marks.mentions(tag::anytime);
    result.said.is_usual = marks.mentions(tag::usual);
    result.act = speech_act_of(marks, !result.is_empty());
    return result;
  }
};

} // namespace

bool reading::is_empty() const {
  return act == speech_act::wish && said == intent{} && service_ids.empty() && !number
         && !unknown_master && !past_date;
}

const reader& rule_reader() {
  static const rules instance;
  return instance;
}

} // namespace quickbooking
