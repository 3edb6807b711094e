#include "booking/reading/names/transliteration.hpp"

#include "booking/reading/words.hpp"

#include <cstdint>

namespace quickbooking {

namespace {

struct letter {
  char16_t from;
  std::u16string_view to;
};

// "S" is sh, "C" ch, "Z" zh: one letter per sound.
constexpr letter cyrillic[]
    = {{u'а', u"a"}, {u'б', u"b"}, {u'в', u"v"},  {u'г', u"g"}, {u'д', u"d"},  {u'е', u"e"},
       {u'ж', u"Z"}, {u'з', u"s"}, {u'и', u"i"},  {u'й', u"i"}, {u'к', u"k"},  {u'л', u"l"},
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
    = {{u"sh", u"S"},  {u"ch", u"C"},  {u"zh", u"Z"}, {u"ph", u"f"}, {u"ck", u"k"}, {u"ce", u"se"},
       {u"ci", u"si"}, {u"cy", u"si"}, {u"th", u"t"}, {u"c", u"k"},  {u"q", u"k"},  {u"x", u"ks"},
       {u"w", u"v"},   {u"z", u"s"},   {u"y", u"i"},  {u"h", u""}};

/// What a Hebrew letter can stand for, one sound each; all may be silent but the consonants.
struct hebrew_letter {
  char16_t from;
  std::u16string_view sounds;
  bool may_be_silent;
};

constexpr hebrew_letter hebrew_letters[] = {
    {u'א', u"aeoiu", true}, {u'ב', u"bv", false},    {u'ג', u"gj", false},   {u'ד', u"d", false},
    {u'ה', u"aeo", true},   {u'ו', u"vou", false},   {u'ז', u"sZ", false},   {u'ח', u"kC", true},
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
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto is_j = name.substr(i).starts_with(u"дж");
    for (const auto& x : cyrillic)
      if (x.from == name[i])
        append_sound(out, is_j ? u"j" : x.to);
    i += is_j ? 1 : 0;
  }
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

/// The positions in the sound, as bits, that can be reached by leaving vowels unwritten: inside a
/// name, not at its end.
std::uint32_t skip_vowels(std::uint32_t reached, std::u16string_view sound) {
  for (std::size_t i = 0; i + 1 < sound.size(); ++i)
    if ((reached >> i & 1u) != 0 && is_vowel(sound[i]))
      reached |= 1u << (i + 1);
  return reached;
}

/// The positions reached after one more letter.
std::uint32_t write(const hebrew_letter& x, std::uint32_t reached, std::u16string_view sound) {
  auto next = x.may_be_silent ? reached : 0u;
  for (std::size_t i = 0; i < sound.size(); ++i)
    if ((reached >> i & 1u) != 0 && x.sounds.find(sound[i]) != std::u16string_view::npos)
      next |= 1u << (i + 1);
  return next;
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
  constexpr std::size_t longest = 31;
  if (hebrew.size() < 2 || sound.size() < 2 || sound.size() > longest)
    return false;
  auto reached = 1u;
  for (const auto c : hebrew) {
    const auto* x = find_letter(c);
    reached = x != nullptr ? write(*x, skip_vowels(reached, sound), sound) : 0;
    if (reached == 0)
      return false;
  }
  return (reached >> sound.size() & 1u) != 0;
}

} // namespace quickbooking
