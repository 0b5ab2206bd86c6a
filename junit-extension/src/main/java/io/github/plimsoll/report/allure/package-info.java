/**
 * Renders audit results as Allure results and, in this process, as one HTML file that needs no network and runs no script but its
 * own. The only package that knows Allure.
 */
@NullMarked
package io.github.plimsoll.report.allure;

import org.jspecify.annotations.NullMarked;
