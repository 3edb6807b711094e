#include "booking/reading/transliteration.hpp"

#include "booking/reading/words.hpp"

#include <array>

namespace quickbooking {

namespace {

struct letter {
  char16_t from;
  std::u16string_view to;
};

// "S" is sh, "C" ch, "Z" zh: one letter per sound.
constexpr letter cyrillic[]
    = {{u'а', u"a"}, {u'б', u"b"}, {u'в', u"v"},  {u'г', u"g"}, {u'д', u"d"},  {u'е', u"e"},
       {u'ж', u"Z"}, {u'з', u"z"}, {u'и', u"i"},  {u'й', u"i"}, {u'к', u"k"},  {u'л', u"l"},
       {u'м', u"m"}, {u'н', u"n"}, {u'о', u"o"},  {u'п', u"p"}, {u'р', u"r"},  {u'с', u"s"},
       {u'т', u"t"}, {u'у', u"u"}, {u'ф', u"f"},  {u'х', u""},  {u'ц', u"ts"}, {u'ч', u"C"},
       {u'ш', u"S"}, {u'щ', u"S"}, {u'ы', u"i"},  {u'э', u"e"}, {u'ю', u"iu"}, {u'я', u"ia"},
       {u'і', u"i"}, {u'ї', u"i"}, {u'є', u"ie"}, {u'ґ', u"g"}, {u'ь', u""},   {u'ъ', u""}};

// Pairs first: the first row that fits is taken.
struct letters {
  std::u16string_view from;
  std::u16string_view to;
};

constexpr letters latin[]
    = {{u"sh", u"S"},  {u"ch", u"C"},  {u"zh", u"Z"},  {u"ph", u"f"}, {u"ck", u"k"},
       {u"ce", u"se"}, {u"ci", u"si"}, {u"cy", u"si"}, {u"th", u"t"}, {u"c", u"k"},
       {u"q", u"k"},   {u"x", u"ks"},  {u"w", u"v"},   {u"y", u"i"},  {u"h", u""}};

/// What a Hebrew letter can stand for, one sound each; all may be silent but the consonants.
struct hebrew_letter {
  char16_t from;
  std::u16string_view sounds;
  bool may_be_silent;
};

constexpr hebrew_letter hebrew_letters[] = {
    {u'א', u"aeoiu", true}, {u'ב', u"bv", false},    {u'ג', u"gj", false},   {u'ד', u"d", false},
    {u'ה', u"aeo", true},   {u'ו', u"vou", false},   {u'ז', u"zZs", false},  {u'ח', u"kC", true},
    {u'ט', u"t", false},    {u'י', u"iejaa", false}, {u'כ', u"kC", false},   {u'ך', u"kC", false},
    {u'ל', u"l", false},    {u'מ', u"m", false},     {u'ם', u"m", false},    {u'נ', u"n", false},
    {u'ן', u"n", false},    {u'ס', u"s", false},     {u'ע', u"aeoiu", true}, {u'פ', u"pf", false},
    {u'ף', u"pf", false},   {u'צ', u"tsC", false},   {u'ץ', u"tsC", false},  {u'ק', u"k", false},
    {u'ר', u"r", false},    {u'ש', u"sS", false},    {u'ת', u"t", false}};

const hebrew_letter* find_letter(char16_t c) {
  for (const auto& x : hebrew_letters)
    if (x.from == c)
      return &x;
  return nullptr;
}

bool is_vowel(char16_t c) {
  return std::u16string_view{u"aeiou"}.find(c) != std::u16string_view::npos;
}

void append_sound(std::u16string& out, std::u16string_view sound) {
  for (const auto c : sound)
    if (out.empty() || out.back() != c)
      out.push_back(c);
}

std::u16string sound_of_cyrillic(std::u16string_view name) {
  std::u16string out;
  for (const auto c : name)
    for (const auto& x : cyrillic)
      if (x.from == c)
        append_sound(out, x.to);
  return out;
}

std::u16string sound_of_latin(std::u16string_view name) {
  std::u16string out;
  while (!name.empty()) {
    auto taken = std::size_t{1};
    auto sound = name.substr(0, 1);
    for (const auto& x : latin)
      if (name.starts_with(x.from)) {
        taken = x.from.size();
        sound = x.to;
        break;
      }
    append_sound(out, sound);
    name.remove_prefix(taken);
  }
  return out;
}

/// A vowel may go unwritten inside a name, but not at its end.
bool spells_rest(std::u16string_view hebrew, std::u16string_view sound) {
  if (hebrew.empty())
    return sound.empty();
  const auto* x = find_letter(hebrew.front());
  if (x == nullptr)
    return false;
  const auto rest = hebrew.substr(1);
  if (!sound.empty() && x->sounds.find(sound.front()) != std::u16string_view::npos
      && spells_rest(rest, sound.substr(1)))
    return true;
  if (x->may_be_silent && spells_rest(rest, sound))
    return true;
  return sound.size() > 1 && is_vowel(sound.front()) && spells_rest(hebrew, sound.substr(1));
}

} // namespace

std::u16string sound_of(std::u16string_view name) {
  switch (script_of(name)) {
  case script::latin:
    return sound_of_latin(name);
  case script::cyrillic:
    return sound_of_cyrillic(name);
  default:
    return {};
  }
}

bool can_spell(std::u16string_view hebrew, std::u16string_view sound) {
  constexpr std::size_t longest = 16;
  if (hebrew.size() < 2 || hebrew.size() > longest || sound.size() < 2 || sound.size() > longest)
    return false;
  return spells_rest(hebrew, sound);
}

} // namespace quickbooking
