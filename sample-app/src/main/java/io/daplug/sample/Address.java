package io.daplug.sample;

/**
 * Where an order goes.
 *
 * @param street street and number
 * @param city city
 * @param zip postal code
 * @param country ISO 3166-1 alpha-2 code
 */
record Address(String street, String city, String zip, String country) {

}
