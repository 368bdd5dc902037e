"""Finding and adding people, their record, their words."""
