enum PlaceholderExchange {}
