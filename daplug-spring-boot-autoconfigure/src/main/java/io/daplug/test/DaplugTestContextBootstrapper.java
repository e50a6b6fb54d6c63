package io.daplug.test;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/**
 * Starts the contexts of {@link DaplugTest @DaplugTest}.
 */
final class DaplugTestContextBootstrapper extends TestSliceTestContextBootstrapper<DaplugTest> {

}
