/** Files in a container of Azure Blob Storage: a back end that is not part of Coffer. */
@NullMarked
package com.example.azure;

import org.jspecify.annotations.NullMarked;
