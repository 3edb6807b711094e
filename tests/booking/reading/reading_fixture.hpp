#pragma once

#include "booking/catalog/salon.hpp"
#include "booking/reading/reader.hpp"

#include <chrono>
#include <string>

namespace quickbooking {

inline service make_service(std::string id, std::string name, category kind,
                            std::map<language, std::string> names) {
  service x;
  x.id = std::move(id);
  x.name = std::move(name);
  x.kind = kind;
  x.names = std::move(names);
  return x;
}

inline master make_master(std::string id, std::string name, std::vector<std::string> aliases) {
  master x;
  x.id = std::move(id);
  x.name = std::move(name);
  x.aliases = std::move(aliases);
  x.kinds = {category::haircut,  category::coloring, category::manicure,
             category::pedicure, category::facial,   category::massage};
  return x;
}

/// A salon in New York with one service of each usual category. Only Sarah has aliases: the other
/// masters' names must be found in other scripts by their sound.
inline salon make_reading_salon() {
  using enum language;
  salon x;
  x.id = "salon-1";
  x.zone = "America/New_York";
  x.services
      = {make_service(
             "haircut", "Haircut", category::haircut,
             {{ru, "Стрижка"}, {es, "Corte de pelo"}, {pt, "Corte de cabelo"}, {he, "תספורת"}}),
         make_service("coloring", "Coloring", category::coloring,
                      {{ru, "Окрашивание"}, {es, "Tinte"}, {pt, "Coloração"}, {he, "צבע"}}),
         make_service("manicure", "Manicure", category::manicure,
                      {{ru, "Маникюр"}, {es, "Manicura"}, {pt, "Manicure"}, {he, "מניקור"}}),
         make_service("pedicure", "Pedicure", category::pedicure,
                      {{ru, "Педикюр"}, {es, "Pedicura"}, {pt, "Pedicure"}, {he, "פדיקור"}}),
         make_service("facial", "Facial", category::facial,
                      {{ru, "Чистка лица"},
                       {es, "Limpieza facial"},
                       {pt, "Limpeza de pele"},
                       {he, "טיפול פנים"}}),
         make_service("massage", "Massage", category::massage,
                      {{ru, "Массаж"}, {es, "Masaje"}, {pt, "Massagem"}, {he, "עיסוי"}})};
  x.masters = {make_master("sarah", "Sarah Johnson", {"Сара", "שרה"}),
               make_master("alex", "Alex Smith", {}), make_master("maria", "Maria Lopez", {})};
  return x;
}

/// Wednesday, 28 October 2026, 10:00 in the salon's zone.
inline instant reading_now() { return *parse_iso8601("2026-10-28T14:00:00.000Z"); }

inline reading read_text(std::string_view text, language lang = language::en) {
  static const auto where = make_reading_salon();
  return rule_reader().read(where, text, lang, reading_now());
}

} // namespace quickbooking
