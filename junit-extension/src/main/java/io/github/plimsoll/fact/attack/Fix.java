package io.github.plimsoll.fact.attack;

/**
 * One change that undoes a condition. Equal fixes are one change, whatever conditions it undoes.
 *
 * @param subject what is changed, for example {@code container/web}; hostile text
 * @param words how, as an instruction
 */
public record Fix(String subject, String words) {}
