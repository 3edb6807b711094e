#include "booking/conversation/conversation.hpp"
