enum PlaceholderSognForAlle {}
