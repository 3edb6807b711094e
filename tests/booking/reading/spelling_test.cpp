#define CAF_SUITE spelling

#include "booking/reading/names/spelling.hpp"
#include "booking/reading/names/transliteration.hpp"

#include <caf/test/unit_test.hpp>

#include <random>
#include <string>

using namespace quickbooking;

namespace {

/// The distance by definition, for short words.
std::size_t slow_distance(std::u16string_view a, std::u16string_view b) {
  if (a.empty() || b.empty())
    return a.size() + b.size();
  const auto x = a.substr(1);
  const auto y = b.substr(1);
  auto best = slow_distance(x, y) + (a[0] == b[0] ? 0 : 1);
  best = std::min({best, slow_distance(x, b) + 1, slow_distance(a, y) + 1});
  if (!x.empty() && !y.empty() && a[0] == b[1] && a[1] == b[0])
    best = std::min(best, slow_distance(x.substr(1), y.substr(1)) + 1);
  return best;
}

} // namespace

CAF_TEST(slips_are_counted_as_the_definition_has_it) {
  std::minstd_rand random{7};
  const auto some_word = [&] {
    std::u16string word;
    for (auto n = random() % 6; n > 0; --n)
      word += static_cast<char16_t>(u'a' + random() % 3);
    return word;
  };
  for (int i = 0; i < 2000; ++i) {
    const auto a = some_word();
    const auto b = some_word();
    const auto distance = slow_distance(a, b);
    for (std::size_t limit = 0; limit < 5; ++limit)
      CAF_REQUIRE_EQUAL(is_within(a, b, limit), distance <= limit);
  }
}

CAF_TEST(words_of_any_length_can_be_compared) {
  const std::u16string endless(5000, u'a');
  CAF_CHECK(!is_within(endless, endless, 9));
  CAF_CHECK(!is_typo_of(endless, endless));
  CAF_CHECK(!is_typo_of(u"", u"a"));
}

CAF_TEST(long_words_forgive_two_slips_short_ones_none) {
  CAF_CHECK(is_typo_of(u"hiarcut", u"haircut"));
  CAF_CHECK(is_typo_of(u"manicrue", u"manicure"));
  CAF_CHECK(is_typo_of(u"pedikyure", u"pedicure"));
  CAF_CHECK(!is_typo_of(u"cut", u"cat"));
  CAF_CHECK(!is_typo_of(u"aircut", u"haircut")); // the first letter is rarely missed
}

CAF_TEST(forms_of_one_word_are_the_same_word) {
  const std::pair<const char16_t*, const char16_t*> same[]
      = {{u"стрижку", u"стрижка"}, {u"стрижки", u"стрижка"},  {u"маникюра", u"маникюр"},
         {u"массажем", u"массаж"}, {u"haircuts", u"haircut"}, {u"cortes", u"corte"},
         {u"саре", u"сара"},       {u"алексом", u"алекс"}};
  for (const auto& [said, name] : same)
    CAF_CHECK(is_form_of(said, name));
  CAF_CHECK(!is_form_of(u"сарафан", u"сара"));
  CAF_CHECK(!is_form_of(u"hairs", u"haircut"));
}

CAF_TEST(names_sound_alike_across_scripts) {
  const std::pair<const char16_t*, const char16_t*> same[]
      = {{u"сара", u"sarah"}, {u"алекс", u"alex"}, {u"мария", u"maria"}, {u"джон", u"jon"}};
  for (const auto& [a, b] : same)
    CAF_CHECK(sound_of(a) == sound_of(b));
  CAF_CHECK(can_spell(u"שרה", sound_of(u"sarah")));
  CAF_CHECK(can_spell(u"מריה", sound_of(u"maria")));
  CAF_CHECK(can_spell(u"אלכס", sound_of(u"alex")));
  CAF_CHECK(!can_spell(u"דוד", sound_of(u"sarah")));
}
