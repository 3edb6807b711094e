#include "booking/calendar/calendar_view.hpp"
