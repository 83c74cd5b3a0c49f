"""Processes in which the files of strangers are parsed, held to time and memory."""
