#define CAF_SUITE phrases

#include <caf/test/unit_test.hpp>

#include <fstream>
#include <iostream>
#include <sstream>

#include "reading_fixture.hpp"

// How much of what customers write is understood, as a share of phrases of which every field is
// right. The held-out phrases were written before the rules and are never looked at while these are
// changed: what fails there is counted, not shown.

using namespace quickbooking;
using nlohmann::json;

namespace {

constexpr double main_bar = 0.90;
constexpr double held_out_bar = 0.75;

json load(language lang) {
  const auto path
      = std::string{QUICKBOOKING_TEST_DATA "/phrases/"} + std::string{to_string(lang)} + ".json";
  std::ifstream in{path};
  return json::parse(in);
}

std::string act_name(speech_act x) {
  constexpr const char* names[]
      = {"wish", "greeting", "thanks", "cancel", "restart", "call_salon", "yes", "no"};
  return names[static_cast<std::size_t>(x)];
}

/// A reading in the form of the expectations, with nothing that was not said.
json shown(const reading& x) {
  auto out = json::object();
  const auto put = [&](const char* key, const auto& value) {
    if (value)
      out[key] = *value;
  };
  put("service", x.said.service_id);
  put("master", x.said.master_id);
  put("number", x.number);
  if (x.service_ids.size() > 1)
    out["services"] = x.service_ids;
  if (x.said.date)
    out["date"] = to_string(*x.said.date);
  if (x.said.time)
    out["time"] = to_hhmm(*x.said.time);
  if (x.said.part)
    out["part"] = to_string(*x.said.part);
  if (x.act != speech_act::wish)
    out["act"] = act_name(x.act);
  const std::pair<const char*, bool> flags[] = {{"flexible", x.said.is_flexible},
                                                {"usual", x.said.is_usual},
                                                {"unknown_master", x.unknown_master},
                                                {"past_date", x.past_date}};
  for (const auto& [key, value] : flags)
    if (value)
      out[key] = true;
  return out;
}

struct share {
  std::size_t right = 0, all = 0;
  double value() const { return static_cast<double>(right) / static_cast<double>(all); }
};

share measure(const json& phrases, language lang, instant now, bool is_secret) {
  static const auto where = make_reading_salon();
  share result;
  for (const auto& phrase : phrases) {
    auto wanted = phrase;
    wanted.erase("text");
    const auto text = phrase.at("text").get<std::string>();
    const auto got = shown(rule_reader().read(where, text, lang, now));
    ++result.all;
    if (got == wanted)
      ++result.right;
    else if (!is_secret)
      std::cout << "  [" << to_string(lang) << "] " << text << "\n    wanted " << wanted
                << "\n    got    " << got << '\n';
  }
  return result;
}

void check(language lang) {
  const auto data = load(lang);
  const auto now = *parse_iso8601(data.at("now").get<std::string>());
  const auto known = measure(data.at("main"), lang, now, false);
  const auto unseen = measure(data.at("held_out"), lang, now, true);
  std::cout << "understood " << to_string(lang) << ": main " << known.right << '/' << known.all
            << ", held out " << unseen.right << '/' << unseen.all << '\n';
  CAF_CHECK(known.all >= 60);
  CAF_CHECK(unseen.all >= 15);
  CAF_CHECK(known.value() >= main_bar);
  CAF_CHECK(unseen.value() >= held_out_bar);
}

} // namespace

CAF_TEST(most_english_phrases_are_understood) { check(language::en); }

CAF_TEST(most_russian_phrases_are_understood) { check(language::ru); }

CAF_TEST(most_spanish_phrases_are_understood) { check(language::es); }

CAF_TEST(most_portuguese_phrases_are_understood) { check(language::pt); }

CAF_TEST(most_hebrew_phrases_are_understood) { check(language::he); }
