/**
 * The whole way of a reading on one machine, from a sensor to the table and to a person. Start at
 * {@link io.towersense.cli.demo.DemoCommand}, then {@link io.towersense.cli.demo.Demo}.
 */
@NullMarked
package io.towersense.cli.demo;

import org.jspecify.annotations.NullMarked;
