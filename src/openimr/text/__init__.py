"""Language without medicine: cleaning with offsets, sentences, dates, assertion."""
